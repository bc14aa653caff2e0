"""What advisers and case workers fill in."""

from typing import Any

from django import forms
from django.contrib.auth.models import AbstractUser
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from explorer.contact.models.request import LONGEST_WORDS
from profiles.desk.close_case import OUTSIDE, WITH_PEOPLE
from profiles.desk.letter_fields import LETTER_FIELDS
from profiles.desk.models import Approach, Case, CaseOutcome
from profiles.register.models import Desk
from profiles.staff.forms.candidate import RefusesBsn
from profiles.staff.forms.look import Dressed
from profiles.staff.models import StaffUser

LONGEST_NOTE = 4000


class StaffChoice(forms.ModelChoiceField):
    """A colleague by name."""

    def label_from_instance(self, obj: AbstractUser) -> str:
        return obj.get_full_name() or obj.get_username()


class Seen(forms.Form):
    """The version of the case that the page was made of.

    A page has several of these forms, with fields of one name: each has ids of its own, or a label
    would lead to the field of another form.
    """

    versie = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"{type(self).__name__.lower()}_%s", **kwargs})


class TextForm(Dressed, RefusesBsn, Seen):
    """A text for the employer."""

    tekst = forms.CharField(
        label=_("Uw bericht"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("De werkgever leest dit. Noem geen kandidaat en niets over gezondheid."),
    )


class NoteForm(Dressed, RefusesBsn, Seen):
    """A note for colleagues."""

    notitie = forms.CharField(
        label=_("Notitie"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Alleen voor collega's. Niets over gezondheid."),
    )


class TransferForm(Dressed, Seen):
    """The colleague or desk that goes on with it."""

    naar = StaffChoice(
        label=_("Collega"), queryset=StaffUser.objects.none(), required=False, empty_label=_("nog niemand")
    )
    loket = forms.ModelChoiceField(label=_("Loket"), queryset=Desk.objects.none(), empty_label=None)

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["naar"].queryset = colleagues(case)  # type: ignore[attr-defined]
        self.fields["loket"].queryset = Desk.objects.all()  # type: ignore[attr-defined]


def colleagues(case: Case) -> QuerySet[StaffUser]:
    """Users that can handle a case: advisers of its region, and functional admins."""
    at_desk = (StaffUser.Role.DESK_ADVISER, StaffUser.Role.HEAD_OF_DESK)
    advisers = Q(role__in=at_desk, organisation__region=case.desk.region_id)
    return StaffUser.objects.filter(advisers | Q(role=StaffUser.Role.ADMIN), is_active=True).order_by(
        "username"
    )


class CloseForm(Dressed, RefusesBsn, Seen):
    """How it ended, which candidates start and what the employer reads."""

    afloop = forms.ChoiceField(
        label=_("Hoe liep het af?"),
        choices=[(outcome.value, outcome.label) for outcome in CaseOutcome if outcome in OUTSIDE],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies hoe het afliep.")},
    )
    wie = forms.ModelMultipleChoiceField(
        label=_("Wie begint er?"),
        queryset=Approach.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    tekst = forms.CharField(
        label=_("Bericht aan de werkgever"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("De werkgever leest de reden en dit bericht. Noem geen kandidaat."),
    )
    zeker = forms.BooleanField(
        label=_("Ja, dit klopt. Wie een baan heeft, gaat van alle lijsten."), required=False
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agreed = case.approaches.filter(answer=Approach.Answer.YES).select_related("candidate")
        self.fields["wie"].queryset = agreed  # type: ignore[attr-defined]
        self.fields["wie"].label_from_instance = lambda approach: str(approach.candidate)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        outcome = cleaned.get("afloop")
        nobody_agreed = not self.fields["wie"].queryset.exists()  # type: ignore[attr-defined]
        if outcome in WITH_PEOPLE and nobody_agreed:
            self.add_error(
                "afloop", _("Nog niemand zei ja. Schrijf eerst het antwoord van een kandidaat op.")
            )
        elif outcome in WITH_PEOPLE and not cleaned.get("wie"):
            self.add_error("wie", _("Kies wie er begint."))
        # It takes the person off every list at once, and no button undoes that.
        if outcome == CaseOutcome.PLACED and not cleaned.get("zeker"):
            self.add_error("zeker", _("Zet een vinkje als dit klopt."))
        return cleaned


class AskForm(Dressed, forms.Form):
    """How a candidate is asked."""

    hoe = forms.ChoiceField(
        label=_("Hoe vraagt u het?"),
        choices=Approach.Channel.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies brief, mail of telefoon.")},
    )


class AnswerForm(Dressed, forms.Form):
    """What the candidate said, and agreed to."""

    antwoord = forms.ChoiceField(
        label=_("Wat zei de kandidaat?"),
        choices=Approach.Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies ja, nee of later.")},
    )
    velden = forms.MultipleChoiceField(
        label=_("Wat mag de werkgever weten?"),
        choices=[(field.name, field.label) for field in LETTER_FIELDS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Alleen wat de kandidaat goed vindt. Bij ja is de voornaam nodig."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        said_yes = cleaned.get("antwoord") == Approach.Answer.YES
        if said_yes and "given_name" not in cleaned.get("velden", []):
            self.add_error("velden", _("Zonder voornaam kan niemand kennismaken. Vraag of u die mag noemen."))
        return cleaned


class LetterForm(Dressed, RefusesBsn, forms.Form):
    """What the adviser proposes to the employer."""

    voorstel = forms.CharField(
        label=_("Voorstel"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Bijvoorbeeld: donderdag 10 december om 10.00 uur, bij u op de zaak. Ik ga mee."),
    )


class NoGoForm(Dressed, RefusesBsn, forms.Form):
    """An employer a candidate does not want."""

    werkgever = forms.CharField(
        label=_("Werkgever"),
        max_length=120,
        help_text=_("De naam zoals de werkgever die schrijft."),
        error_messages={"required": _("Typ de naam van de werkgever.")},
    )
