"""What the log is narrowed by; all of it is in the address, which names people by pseudonym only."""

import datetime
from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from profiles.access.models import Action, Activity, Result, UseLog, UseSubject
from profiles.access.pseudonyms import of_account
from profiles.access.rights import Role
from profiles.staff.forms.look import dress
from profiles.staff.models import StaffUser


class AccountFilter(django_filters.ModelChoiceFilter):
    """By account, which the log knows under its pseudonym."""

    def filter(self, qs: QuerySet[UseLog], value: Any) -> QuerySet[UseLog]:
        return qs.filter(actor=of_account(value)) if value else qs


class UseFilter(django_filters.FilterSet):
    """Everything narrows; nothing chosen is the whole log."""

    van = django_filters.DateFilter(method="since", label=_("Vanaf"))
    tot = django_filters.DateFilter(method="until", label=_("Tot en met"))
    account = AccountFilter(
        queryset=StaffUser.objects.order_by("username"),
        label=_("Medewerker"),
        empty_label=_("iedereen"),
    )
    rol = django_filters.ChoiceFilter(
        field_name="role", choices=Role.choices, label=_("Rol"), empty_label=_("elke rol")
    )
    handeling = django_filters.ChoiceFilter(
        field_name="action", choices=Action.choices, label=_("Handeling"), empty_label=_("elke handeling")
    )
    resultaat = django_filters.ChoiceFilter(
        field_name="result", choices=Result.choices, label=_("Resultaat"), empty_label=_("elk resultaat")
    )
    activiteit = django_filters.ChoiceFilter(
        field_name="activity",
        choices=Activity.choices,
        label=_("Verwerking"),
        empty_label=_("elke verwerking"),
    )
    verzoek = django_filters.CharFilter(field_name="trace_id", label=_("Kenmerk van het verzoek"))
    betrokkene = django_filters.UUIDFilter(method="of_subject", label=_("Kandidaat, als pseudoniem"))

    class Meta:
        model = UseLog
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("van", "tot"):
            self.form.fields[name].widget.input_type = "date"
        for field in self.form.fields.values():
            dress(field.widget)

    # Moments, not dates of moments: those are found by the index.

    def since(self, uses: QuerySet[UseLog], name: str, value: datetime.date) -> QuerySet[UseLog]:
        return uses.filter(at__gte=_midnight(value))

    def until(self, uses: QuerySet[UseLog], name: str, value: datetime.date) -> QuerySet[UseLog]:
        return uses.filter(at__lt=_midnight(value) + datetime.timedelta(days=1))

    def of_subject(self, uses: QuerySet[UseLog], name: str, value: Any) -> QuerySet[UseLog]:
        return uses.filter(Exists(UseSubject.objects.filter(subject=value, use=OuterRef("pk"))))


def _midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))
