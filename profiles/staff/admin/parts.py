"""What admins of people share: read only, no names in Django's own log, search by blind index."""

import json
from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from profiles.register.encryption import blind_index
from profiles.staff.access import staff_of


class ReadOnly(admin.ModelAdmin):
    """To be looked at; what happened stays as it was."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class NamelessLog(admin.ModelAdmin):
    """Django's log keeps `str(obj)`, which for a person is the name, unencrypted: keep a number instead."""

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> LogEntry:
        return _log(request, obj, ADDITION, message)

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> LogEntry:
        return _log(request, obj, CHANGE, message)

    def log_deletions(self, request: HttpRequest, queryset: Iterable[Model]) -> list[LogEntry]:
        return [_log(request, obj, DELETION, "") for obj in queryset]


class FoundByBlindIndex(admin.ModelAdmin):
    """Search by a whole reference or family name. `to_candidate` is the path from the model."""

    to_candidate = ""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        if not search_term.strip():
            return queryset, False
        reference = {f"{self.to_candidate}reference_index": blind_index(search_term, purpose="reference")}
        name = {f"{self.to_candidate}family_name_index": blind_index(search_term, purpose="family_name")}
        return queryset.filter(Q(**reference) | Q(**name)), False


def _log(request: HttpRequest, obj: Model, flag: int, message: Any) -> LogEntry:
    return LogEntry.objects.create(
        user=staff_of(request),
        content_type=ContentType.objects.get_for_model(obj),
        object_id=str(obj.pk),
        object_repr=f"{obj._meta.verbose_name} {obj.pk}",
        action_flag=flag,
        change_message=json.dumps(message) if isinstance(message, list) else message,
    )
