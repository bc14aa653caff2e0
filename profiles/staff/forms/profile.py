"""The profile form: every attribute, what is said about hours and dates, and whether it may be shown."""

import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from profiles.register.models import Profile
from profiles.register.verbs.save_profile import ProfileAnswers, can_and_rather_not
from profiles.staff.forms.candidate import RefusesBsn
from profiles.staff.forms.concept_field import ConceptField, GivenConcepts, contradiction
from profiles.staff.forms.look import Dressed
from profiles.staff.forms.profile_values import CONCEPTS, RATHER_NOT
from profiles.staff.forms.words import Unclear, WordBook, resolve
from profiles.vocabulary.attributes import BY_NAME, CHOSEN
from profiles.vocabulary.day_parts import DAY_PART_CHOICES

LONG = tuple(attribute for attribute in CHOSEN if attribute.long)


def words_name(attribute: str) -> str:
    """The name of the field in which words of a long list are typed."""
    return f"{attribute}_woorden"


class DayField(forms.DateField):
    """A date picker, and a Dutch date where there is none."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(
            required=False,
            widget=widget,
            input_formats=["%Y-%m-%d", "%d-%m-%Y"],
            error_messages={"invalid": _("Vul een datum in, bijvoorbeeld 31-12-2026.")},
            **kwargs,
        )


class HoursField(forms.IntegerField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            min_value=1,
            max_value=60,
            widget=forms.TextInput(attrs={"inputmode": "numeric"}),
            error_messages={
                "invalid": _("Vul een getal in, bijvoorbeeld 24."),
                "min_value": _("Vul een getal in van 1 tot en met 60."),
                "max_value": _("Vul een getal in van 1 tot en met 60."),
            },
            **kwargs,
        )


class ProfileForm(Dressed, RefusesBsn, forms.Form):
    """Reads all of a profile at once; `stored` is the profile as it is, in the values of this form."""

    hours_min = HoursField(label=_("Uren per week, van"))
    hours_max = HoursField(label=_("Uren per week, tot en met"))
    available_from = DayField(
        label=_("Beschikbaar vanaf"),
        help_text=_("Leeg betekent: niet vastgelegd. Kan het direct? Kies vandaag."),
    )
    publication_basis = forms.ChoiceField(
        label=_("Waarom mag dit profiel meetellen?"),
        choices=[("", _("Nog niet vastgelegd")), *Profile.Basis.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    basis_recorded_on = DayField(label=_("Vastgelegd op"), help_text=_("Leeg betekent: vandaag."))
    rather_not = forms.MultipleChoiceField(
        label=_("Liever niet op"), choices=DAY_PART_CHOICES, required=False
    )
    note = forms.CharField(
        label=_("Notitie voor collega’s"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Blijft binnen. Werkgevers zien dit nooit. Schrijf niets over gezondheid, en geen BSN."),
    )

    def __init__(
        self, data: Any = None, *, stored: Mapping[str, list[str]], book: WordBook, on: datetime.date
    ) -> None:
        lists = (*CONCEPTS, RATHER_NOT)
        initial = {name: values if name in lists else values[0] for name, values in stored.items()}
        super().__init__(data, initial=initial)
        self.on = on
        self.stored = stored
        self.book = book
        self.unclear: dict[str, list[Unclear]] = {}
        # Of the typed words: what they turned out to mean, and what is left to type.
        self.understood: dict[str, list[str]] = {}
        self.left: dict[str, str] = {}
        for attribute in CHOSEN:
            self.fields[attribute.name] = ConceptField(attribute, book=book, held=stored[attribute.name])
        for attribute in LONG:
            self.fields[words_name(attribute.name)] = forms.CharField(
                label=str(attribute.label), max_length=500, required=False
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self._clean_hours(cleaned)
        self._clean_rather_not(cleaned)
        for attribute in LONG:
            self._clean_words(attribute.name, cleaned)
        if cleaned.get("publication_basis") and not cleaned.get("basis_recorded_on"):
            cleaned["basis_recorded_on"] = self.on
        return cleaned

    def answers(self) -> ProfileAnswers:
        """What was filled in, for the verb that keeps it."""
        given: dict[str, GivenConcepts] = {name: self.cleaned_data[name] for name in CONCEPTS}
        hours = self.cleaned_data["hours_min"], self.cleaned_data["hours_max"]
        return ProfileAnswers(
            chosen={name: [c.pk for c in answer.concepts] for name, answer in given.items()},
            not_applicable=frozenset(name for name, answer in given.items() if answer.not_applicable),
            rather_not=frozenset(self.cleaned_data[RATHER_NOT]),
            hours=hours if None not in hours else None,
            **{
                name: self.cleaned_data[name]
                for name in ("available_from", "publication_basis", "basis_recorded_on", "note")
            },
        )

    def _clean_hours(self, cleaned: dict[str, Any]) -> None:
        # One of them is no number, and its error says enough.
        if {"hours_min", "hours_max"} & self.errors.keys():
            return
        first, last = cleaned.get("hours_min"), cleaned.get("hours_max")
        if (first is None) != (last is None):
            empty = "hours_min" if first is None else "hours_max"
            self.add_error(empty, gettext("Vul beide in. Een vast aantal uren? Vul tweemaal hetzelfde in."))
        elif first is not None and last is not None and first > last:
            self.add_error("hours_max", gettext("Dit is minder dan het aantal uren vanaf."))

    def _clean_rather_not(self, cleaned: dict[str, Any]) -> None:
        rather_not, can = cleaned.get(RATHER_NOT), cleaned.get("worktime")
        if not rather_not or can is None:
            return
        if can.not_applicable:
            self.add_error(RATHER_NOT, contradiction(BY_NAME["worktime"]))
        elif both := next((each for each in can.concepts if each.code in rather_not), None):
            self.add_error(RATHER_NOT, can_and_rather_not(both.label))

    def _clean_words(self, name: str, cleaned: dict[str, Any]) -> None:
        """Add what the typed words mean to the answer; an unclear word is an error at its field."""
        answer = cleaned.get(name)
        typed = cleaned.get(words_name(name))
        if answer is None or not typed:
            return
        # What was ticked after an unclear word stands for that word, which is then done.
        picked = {concept.code for concept in answer.concepts} - set(self.stored[name])
        found, unclear = resolve(typed, attribute=name, picked=picked, on=self.on)
        if found and answer.not_applicable:
            self.add_error(name, contradiction(BY_NAME[name]))
            return
        for concept in found:
            # Of a long list the book has only what was sent; the page draws this one too.
            self.book.remember(concept)
        cleaned[name] = GivenConcepts(tuple(dict.fromkeys((*answer.concepts, *found))), answer.not_applicable)
        self.understood[name] = [concept.code for concept in found]
        self.left[name] = ", ".join(each.word for each in unclear)
        if unclear:
            self.unclear[name] = unclear
            self.add_error(words_name(name), _unclear_message(unclear))


def _unclear_message(unclear: list[Unclear]) -> str:
    words = ", ".join(f"“{each.word}”" for each in unclear)
    if any(each.nearest for each in unclear):
        text = gettext("%(words)s staat zo niet in de lijst. Kies hieronder wat u bedoelt, of haal het weg.")
    else:
        text = gettext("%(words)s staat niet in de lijst. Probeer een ander woord, of haal het weg.")
    return text % {"words": words}
