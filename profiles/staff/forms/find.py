"""Finding candidates by name or reference, and narrowing the list.

What is typed is a person's name, so it is never readable in an address: it is posted and goes on
encrypted. A list is narrowed and sorted by its address.
"""

import django_filters
from django import forms
from django.db.models import F
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from profiles.quality.fields import COLUMNS, FIELDS
from profiles.register.encryption import Unreadable, decrypt, encrypt
from profiles.register.models import Candidate, Profile, ProfileFact
from profiles.register.models.candidate import CandidateQuerySet
from profiles.staff.forms.candidate import RefusesBsn
from profiles.staff.forms.look import Dressed
from profiles.vocabulary.attributes import BY_NAME
from profiles.vocabulary.models import Concept

WITHOUT_PROFILE, OBJECTS = "geen", "bezwaar"
MINE = "mij"
OPENS_FOR = 8 * 60 * 60
"""A search that was opened again after a working day is typed anew."""


class FindForm(Dressed, RefusesBsn, forms.Form):
    """A name or a part of it, or a reference or its last digits; never a number that may be a BSN."""

    wie = forms.CharField(
        label=_("Naam of kenmerk"),
        max_length=100,
        help_text=_(
            "Een deel van de naam mag, in welke spelling ook. Of de laatste cijfers van het kenmerk."
        ),
        error_messages={"required": _("Vul een naam of een kenmerk in.")},
    )

    def sealed(self) -> str:
        """What was typed, for the address of the list."""
        return encrypt(self.cleaned_data["wie"].strip())


def looked_for(sealed: str) -> str:
    """What was typed, from the address of the list; empty for an old or foreign one."""
    try:
        return decrypt(sealed, within=OPENS_FOR) if sealed else ""
    except Unreadable:
        return ""


class FilterFields(Dressed, forms.Form):
    """The fields that django-filter adds, dressed."""


class CandidateFilter(django_filters.FilterSet):
    """The only reader of the query string of a list, but for what was typed to find a person."""

    van = django_filters.ChoiceFilter(
        label=_("Van"),
        choices=[(MINE, _("Op mijn naam"))],
        method="of_worker",
        empty_label=_("Iedereen"),
    )
    toestand = django_filters.ChoiceFilter(
        label=_("Toestand"),
        choices=[
            (WITHOUT_PROFILE, _("nog geen profiel")),
            *Profile.State.choices,
            (OBJECTS, _("bezwaar")),
        ],
        method="in_state",
        empty_label=_("Alle"),
    )
    mist = django_filters.ChoiceFilter(
        label=_("Mist"),
        choices=[(name, BY_NAME[name].label) for name in FIELDS],
        method="missing",
        empty_label=_("Maakt niet uit"),
    )
    gemeente = django_filters.ModelChoiceFilter(
        label=_("Gemeente"),
        field_name="municipality",
        to_field_name="code",
        queryset=Concept.objects.none(),
        empty_label=_("Alle"),
    )
    sorteer = django_filters.ChoiceFilter(
        label=_("Volgorde"),
        choices=[
            ("gewijzigd", _("Laatst gewijzigd eerst")),
            ("bevestigd", _("Langst niet bevestigd eerst")),
            ("nieuw", _("Nieuwste eerst")),
        ],
        method="sorted_by",
        empty_label=_("Gewone volgorde"),
    )

    class Meta:
        model = Candidate
        form = FilterFields
        fields: list[str] = []

    def __init__(self, data: QueryDict, queryset: CandidateQuerySet, *, worker: int | None) -> None:
        """`worker` is the primary key of the user, for the own candidates."""
        super().__init__(data, queryset)
        self.worker = worker
        lived_in = Concept.objects.filter(pk__in=queryset.order_by().values("municipality"))
        self.filters["gemeente"].queryset = lived_in.order_by("label_nl", "code")

    @property
    def is_narrowed(self) -> bool:
        """Whether a candidate may be left out."""
        return any(self.data.get(name) for name in ("van", "toestand", "mist", "gemeente"))

    def of_worker(self, candidates: CandidateQuerySet, name: str, value: str) -> CandidateQuerySet:
        return candidates.filter(assignment__worker=self.worker)

    def in_state(self, candidates: CandidateQuerySet, name: str, value: str) -> CandidateQuerySet:
        if value == WITHOUT_PROFILE:
            return candidates.without_profile()
        if value == OBJECTS:
            return candidates.filter(objected_on__isnull=False)
        return candidates.filter(profile__state=value)

    def missing(self, candidates: CandidateQuerySet, name: str, value: str) -> CandidateQuerySet:
        # Candidates with a profile in use with this gap; the rule of `incomplete` and of quality.
        in_use = candidates.filter(profile__state__in=Profile.IN_USE)
        if value in COLUMNS:
            return in_use.filter(**{COLUMNS[value]: None})
        recorded = ProfileFact.objects.filter(concept__attribute=value).values("profile")
        return in_use.exclude(profile__in=recorded).exclude(profile__not_applicable__contains=[value])

    def sorted_by(self, candidates: CandidateQuerySet, name: str, value: str) -> CandidateQuerySet:
        orders = {
            "gewijzigd": F("profile__updated_at").desc(nulls_last=True),
            "bevestigd": F("profile__confirmed_on").asc(nulls_first=True),
            "nieuw": F("created_at").desc(),
        }
        # Ends in something unique, or a person could be on two pages.
        return candidates.order_by(orders[value], "pk")
