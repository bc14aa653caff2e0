"""Identity of a candidate: name, reference, contact, and municipality."""

import datetime
from collections import defaultdict
from collections.abc import Mapping
from operator import itemgetter
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from profiles.register.bsn import holds_bsn
from profiles.register.models import Candidate, Organisation
from profiles.register.verbs.candidate_details import TEXTS, CandidateDetails, bsn_message
from profiles.staff.forms.look import Dressed, dress
from profiles.staff.forms.merge import Change, ShownChange
from profiles.vocabulary.models import Concept, ConceptQuerySet

CLIENT_NUMBER = "client_number"
MAY_BE_BSN = _(
    "Dit nummer kan een BSN zijn. Wij bewaren geen BSN. Is het een nummer uit uw eigen systeem? "
    "Vink dat dan hieronder aan."
)


class RefusesBsn(forms.BaseForm):
    """A form in which no text may have a BSN in it."""

    def allows_number(self, name: str) -> bool:
        """Whether the user said that a field has another number than a BSN."""
        return False

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name, value in list(cleaned.items()):
            if isinstance(value, str) and holds_bsn(value) and not self.allows_number(name):
                self.add_error(name, bsn_message())
        return cleaned


class MunicipalityField(forms.ModelChoiceField):
    """Municipalities under their regions."""

    def __init__(self, places: ConceptQuerySet, home: int | None) -> None:
        super().__init__(
            places,
            label=_("Woont in gemeente"),
            required=False,
            empty_label=_("Niet vastgelegd"),
            help_text=_("Werkgevers zien de gemeente, of alleen de regio als er te weinig mensen wonen."),
        )
        # Municipalities in their regions, the own region first.
        regions: dict[Concept, list[tuple[int, str]]] = defaultdict(list)
        for place in places:
            if place.parent:
                regions[place.parent].append((place.pk, place.label))
        ordered = sorted(regions, key=lambda region: (region.pk != home, region.label))
        grouped = [(region.label, sorted(regions[region], key=itemgetter(1))) for region in ordered]
        self.widget.choices = [("", self.empty_label), *grouped]


class CandidateForm(Dressed, RefusesBsn, forms.Form):
    """The identifying fields."""

    reference = forms.CharField(
        label=_("Kenmerk"),
        max_length=60,
        help_text=_("Zo kent u deze kandidaat, bijvoorbeeld het nummer in uw eigen systeem. Geen BSN."),
        error_messages={"required": _("Vul het kenmerk in waaronder u deze kandidaat kent.")},
    )
    given_name = forms.CharField(label=_("Voornaam"), max_length=100, required=False)
    family_name = forms.CharField(label=_("Achternaam"), max_length=100, required=False)
    email = forms.EmailField(label=_("E-mailadres"), max_length=254, required=False)
    phone = forms.CharField(label=_("Telefoonnummer"), max_length=30, required=False)
    # One in eleven numbers passes the test of a BSN by chance; asked only then.
    client_number = forms.BooleanField(
        label=_("Dit is een nummer uit ons eigen systeem, en geen BSN"), required=False
    )

    def __init__(
        self, *args: Any, on: datetime.date, home: int | None = None, held: int | None = None, **kwargs: Any
    ) -> None:
        """`home` is the region to offer first; `held` a municipality that may stay though it has ended."""
        super().__init__(*args, **kwargs)
        self.fields["municipality"] = MunicipalityField(municipalities(on=on, held=held), home)
        dress(self.fields["municipality"].widget)
        self.kept_reference = ""

    def allows_number(self, name: str) -> bool:
        if name != "reference":
            return False
        # A reference that is in the register already was asked about when it came in.
        said = self.cleaned_data.get(CLIENT_NUMBER) or self.cleaned_data[name] == self.kept_reference
        return bool(said)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.has_error("reference") and self.asks_client_number:
            self.errors["reference"] = self.error_class([str(MAY_BE_BSN)])
        return cleaned

    @property
    def asks_client_number(self) -> bool:
        """Whether the reference looks like a BSN, so that the way out is shown."""
        return self.is_bound and holds_bsn(self.data.get("reference", ""))

    def details(self) -> CandidateDetails:
        """What was typed, for the verbs of the register."""
        return CandidateDetails(
            **{name: self.cleaned_data[name] for name in (*TEXTS, "municipality")},
            reference_is_client_number=self.allows_number("reference"),
        )


class NewCandidateForm(CandidateForm):
    """`own` is the organisation of the user; a user without one chooses."""

    def __init__(self, *args: Any, own: Organisation | None, **kwargs: Any) -> None:
        super().__init__(*args, home=own.region_id if own else None, **kwargs)
        self.own = own
        if own is None:
            field = forms.ModelChoiceField(
                Organisation.objects.all(), label=_("Organisatie"), empty_label=_("Kies een organisatie")
            )
            dress(field.widget)
            self.fields["organisation"] = field

    def organisation(self) -> Organisation:
        """The organisation responsible for the new candidate."""
        chosen: Organisation = self.own or self.cleaned_data["organisation"]
        return chosen


def municipalities(*, on: datetime.date, held: int | None) -> ConceptQuerySet:
    """Those in force on a date, and the present one, though it may have merged away."""
    places = Concept.objects.of("place").exclude(parent=None).select_related("parent")
    return places.valid(on=on) | places.filter(pk=held or 0)


def values_of(candidate: Candidate) -> dict[str, list[str]]:
    """The candidate as the fields of the form hold it."""
    texts = {name: [getattr(candidate, name)] for name in TEXTS}
    return {**texts, "municipality": [str(candidate.municipality_id or "")]}


def as_seen(values: Mapping[str, list[str]]) -> dict[str, object]:
    """Values of the form as the verb compares them with the candidate."""
    seen: dict[str, object] = {name: values[name][0] for name in TEXTS}
    municipality = values["municipality"][0]
    return {**seen, "municipality_id": int(municipality) if municipality else None}


def shown(change: Change, form: CandidateForm) -> ShownChange:
    """A colleague's change in the words of the form."""

    def text(values: list[str]) -> str:
        value = values[0] if values else ""
        if change.name == "municipality" and value:
            return str(Concept.objects.get(pk=value))
        return value or gettext("leeg")

    field = form[change.name]
    return ShownChange(str(field.label), field.auto_id, text(change.was), text(change.now), change.disputed)
