"""Finding candidates: by reference or family name, and by the state of their profile.

What is typed is a person's name, so it is never in an address: it is
posted, turned into blind indexes, and those go into the address of the list.
"""

import django_filters
from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from profiles.quality.fields import COLUMNS, FIELDS
from profiles.register.encryption import blind_index
from profiles.register.models import Candidate, Profile, ProfileFact
from profiles.register.models.candidate import CandidateQuerySet
from profiles.staff.forms.candidate import RefusesBsn
from profiles.staff.forms.look import Dressed
from profiles.vocabulary.attributes import BY_NAME
from profiles.vocabulary.models import Concept

WITHOUT_PROFILE = "geen"


class FindForm(Dressed, RefusesBsn, forms.Form):
    """A reference or a family name, whole."""

    wie = forms.CharField(
        label=_("Kenmerk of achternaam"),
        max_length=100,
        help_text=_("Typ het hele kenmerk of de hele achternaam."),
        error_messages={"required": _("Vul een kenmerk of een achternaam in.")},
    )

    def address(self) -> str:
        # The query string that finds them, without the name itself.
        query = QueryDict(mutable=True)
        query["kenmerk"] = blind_index(self.cleaned_data["wie"], purpose="reference")
        query["naam"] = blind_index(self.cleaned_data["wie"], purpose="family_name")
        return query.urlencode()


class FilterFields(Dressed, forms.Form):
    """The fields that django-filter adds, dressed."""


class CandidateFilter(django_filters.FilterSet):
    """The only reader of the query string of the list."""

    kenmerk = django_filters.CharFilter(method="found", widget=forms.HiddenInput)
    naam = django_filters.CharFilter(method="found", widget=forms.HiddenInput)
    toestand = django_filters.ChoiceFilter(
        label=_("Toestand"),
        choices=[(WITHOUT_PROFILE, _("nog geen profiel")), *Profile.State.choices],
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

    class Meta:
        model = Candidate
        form = FilterFields
        fields: list[str] = []

    def __init__(self, data: QueryDict, queryset: CandidateQuerySet) -> None:
        super().__init__(data, queryset)
        lived_in = Concept.objects.filter(pk__in=queryset.order_by().values("municipality"))
        self.filters["gemeente"].queryset = lived_in.order_by("label_nl", "code")

    def found(self, candidates: CandidateQuerySet, name: str, value: str) -> CandidateQuerySet:
        # The reference or family name that was typed; either of the two indexes will do.
        data = self.form.cleaned_data
        # Without a name the index is empty, which must never be what is looked for.
        return candidates.filter(
            Q(reference_index=data["kenmerk"]) | Q(family_name_index=data["naam"] or None)
        )

    def in_state(self, candidates: CandidateQuerySet, name: str, value: str) -> CandidateQuerySet:
        if value == WITHOUT_PROFILE:
            return candidates.without_profile()
        return candidates.filter(profile__state=value)

    def missing(self, candidates: CandidateQuerySet, name: str, value: str) -> CandidateQuerySet:
        # Candidates with a profile in use with this gap; the rule of `incomplete` and of quality.
        in_use = candidates.filter(profile__state__in=Profile.IN_USE)
        if value in COLUMNS:
            return in_use.filter(**{COLUMNS[value]: None})
        recorded = ProfileFact.objects.filter(concept__attribute=value).values("profile")
        return in_use.exclude(profile__in=recorded).exclude(profile__not_applicable__contains=[value])
