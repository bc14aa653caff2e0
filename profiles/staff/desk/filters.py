"""The inbox narrowed and ordered: the only reader of its query string."""

import datetime

import django_filters
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from explorer.contact.models import ContactRequest
from explorer.contact.models.request import RequestKind, RequestState
from profiles.desk.models import Case
from profiles.register.models import Desk
from profiles.staff.forms.find import FilterFields
from profiles.staff.models import StaffUser

OPEN, NOBODY, MINE, LATE, CLOSED = "open", "niemand", "mij", "laat", "afgerond"
LISTS = ((OPEN, _("Alle open")), (NOBODY, _("Nog van niemand")), (MINE, _("Van mij")), (LATE, _("Te laat")),
         (CLOSED, _("Afgerond")))  # fmt: skip
LIST_CHOICES = list(LISTS)


def in_list(cases: QuerySet[Case], name: str, *, user: StaffUser, on: datetime.date) -> QuerySet[Case]:
    """The cases of one of the lists of the inbox."""
    if name == CLOSED:
        return cases.exclude(closed_at=None)
    cases = cases.filter(closed_at=None)
    narrowed = {
        NOBODY: Q(owner=None),
        MINE: Q(owner=user),
        LATE: Q(first_answer_at=None, due_on__lt=on),
    }
    return cases.filter(narrowed.get(name, Q()))


class CaseFilter(django_filters.FilterSet):
    """`zoek` looks for a number, an employer or words of the wish, in the explorer database."""

    zoek = django_filters.CharFilter(label=_("Nummer, werkgever of wens"), max_length=100, method="found")
    toestand = django_filters.ChoiceFilter(
        label=_("Toestand"), field_name="state", choices=RequestState.choices, empty_label=_("Alle")
    )
    soort = django_filters.ChoiceFilter(
        label=_("Soort"), field_name="kind", choices=RequestKind.choices, empty_label=_("Alle")
    )
    behandelaar = django_filters.ModelChoiceFilter(
        label=_("Behandelaar"), field_name="owner", queryset=StaffUser.objects.none(), empty_label=_("Alle")
    )
    loket = django_filters.ModelChoiceFilter(
        label=_("Loket"),
        field_name="desk",
        to_field_name="code",
        queryset=Desk.objects.none(),
        empty_label=_("Alle"),
    )
    volgorde = django_filters.OrderingFilter(
        label=_("Volgorde"),
        fields={"due_on": "termijn", "confirmed_at": "ontvangen", "number": "nummer", "state": "toestand"},
        choices=[
            ("termijn", _("eerste termijn eerst")),
            ("-ontvangen", _("nieuwste eerst")),
            ("nummer", _("op nummer")),
            ("toestand", _("op toestand")),
        ],
        empty_label=None,
    )

    class Meta:
        model = Case
        form = FilterFields
        fields: list[str] = []

    def __init__(self, data: QueryDict, queryset: QuerySet[Case]) -> None:
        super().__init__(data, queryset)
        owners = StaffUser.objects.filter(cases__in=queryset).distinct()
        self.filters["behandelaar"].queryset = owners.order_by("username")
        self.filters["loket"].queryset = Desk.objects.filter(cases__in=queryset).distinct()

    def found(self, cases: QuerySet[Case], name: str, value: str) -> QuerySet[Case]:
        # Two databases: the numbers of one are looked for in the other.
        words = Q(organisation__icontains=value) | Q(wish_nl__icontains=value) | Q(wish_en__icontains=value)
        numbers = ContactRequest.objects.filter(words | Q(number__icontains=value)).values_list(
            "number", flat=True
        )
        return cases.filter(number__in=list(numbers))
