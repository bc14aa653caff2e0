"""What employers fill in, checked. Errors say what to do; nothing that was typed is lost."""

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from explorer.contact.models.request import LONGEST_WORDS, MOST_PEOPLE, RequestKind, Start

PHONE = re.compile(r"\+?[0-9][0-9 ()./-]*")
FEWEST_DIGITS, MOST_DIGITS = 8, 15
ADDRESS = re.compile(r"https?:|www\.|://", re.IGNORECASE)
# Controls, and marks that make a text run backwards: no name has them, and both mislead a reader.
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
NEWLINES = "\r\n\t"
# Each kind with what it means to the employer.
KINDS: tuple[tuple[RequestKind, Promise], ...] = (
    (RequestKind.MEET, _("Ik wil iemand ontmoeten.")),
    (RequestKind.TRIAL, _("Iemand werkt eerst twee maanden op proef.")),
    (RequestKind.INTERNSHIP, _("Iemand leert het werk bij mij.")),
    (RequestKind.VACANCY, _("Ik heb een baan.")),
    (RequestKind.QUESTION, _("Ik wil advies van de adviseur.")),
)


def plain_text(value: str) -> str:
    """One line without signs that cannot be seen. Raises `ValidationError` for them and for addresses."""
    if any(unicodedata.category(sign) in UNSEEN for sign in value):
        raise ValidationError(_("Hier staat een teken dat wij niet kunnen lezen. Typ de tekst opnieuw."))
    # A name with a link in it is how spam gets into a mail of ours.
    if ADDRESS.search(value):
        raise ValidationError(_("Zet hier geen webadres."))
    return " ".join(value.split())


def own_words(value: str) -> str:
    """Some lines of text; signs that cannot be seen are left out."""
    lines = value.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        sign for sign in lines if sign in NEWLINES or unicodedata.category(sign) not in UNSEEN
    ).strip()


def _line(most: int, missing: Any, complete: str) -> forms.CharField:
    return forms.CharField(
        max_length=most,
        error_messages={"required": missing, "max_length": _("Gebruik hooguit %(limit_value)d tekens.")},
        widget=forms.TextInput(attrs={"autocomplete": complete}),
    )


def _email() -> forms.EmailField:
    return forms.EmailField(
        error_messages={
            "required": _("Vul uw e-mailadres in."),
            "invalid": _("Dit is geen e-mailadres. Een goed adres is bijvoorbeeld naam@bedrijf.nl."),
        },
    )


class RequestForm(forms.Form):
    """A request beside its wish."""

    soort = forms.ChoiceField(choices=RequestKind, error_messages={"required": _("Kies wat u wilt.")})
    werk = forms.CharField(
        required=False,
        max_length=LONGEST_WORDS,
        error_messages={"max_length": _("Gebruik hooguit %(limit_value)d tekens.")},
    )
    aantal = forms.IntegerField(
        min_value=1,
        max_value=MOST_PEOPLE,
        error_messages={
            "required": _("Vul in hoeveel mensen u zoekt."),
            "invalid": _("Vul een getal in, bijvoorbeeld 1."),
            "min_value": _("Vul een getal in van 1 tot en met 50."),
            "max_value": _("Vul een getal in van 1 tot en met 50."),
        },
    )
    vanaf = forms.ChoiceField(choices=Start, error_messages={"required": _("Kies vanaf wanneer.")})
    organisatie = _line(120, _("Vul de naam van uw organisatie in."), "organization")
    naam = _line(100, _("Vul uw naam in."), "name")
    mail = _email()
    telefoon = forms.CharField(
        max_length=30,
        error_messages={
            "required": _("Vul uw telefoonnummer in."),
            "max_length": _("Gebruik hooguit %(limit_value)d tekens."),
        },
    )

    def clean_organisatie(self) -> str:
        return plain_text(self.cleaned_data["organisatie"])

    def clean_naam(self) -> str:
        return plain_text(self.cleaned_data["naam"])

    def clean_werk(self) -> str:
        return own_words(self.cleaned_data["werk"])

    def clean_telefoon(self) -> str:
        number = str(self.cleaned_data["telefoon"])
        digits = sum(sign.isdigit() for sign in number)
        if not PHONE.fullmatch(number) or not FEWEST_DIGITS <= digits <= MOST_DIGITS:
            raise ValidationError(
                _("Dit is geen telefoonnummer. Een goed nummer is bijvoorbeeld 0478 12 34 56.")
            )
        return number


class EmailForm(forms.Form):
    """A mail address alone."""

    mail = _email()


class MessageForm(forms.Form):
    """What an employer says on the status page."""

    bericht = forms.CharField(
        max_length=LONGEST_WORDS,
        error_messages={
            "required": _("Typ eerst uw bericht."),
            "max_length": _("Gebruik hooguit %(limit_value)d tekens."),
        },
    )

    def clean_bericht(self) -> str:
        # Only unseen signs may be left of a text that is not empty.
        text = own_words(self.cleaned_data["bericht"])
        if not text:
            raise ValidationError(_("Typ eerst uw bericht."))
        return text


def errors_of(form: forms.Form, name: str) -> str:
    """What is wrong with a field, in one text; empty where nothing is."""
    return " ".join(str(error) for error in form.errors.get(name, ()))


def initial_values() -> dict[str, Any]:
    """What the empty form holds."""
    return {"soort": RequestKind.MEET, "aantal": 1, "vanaf": Start.MONTH}
