"""What admins of people share: read only, no names in Django's own log, search by blind index."""

import json
import re
from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.admin.views.main import PAGE_VAR, SEARCH_VAR
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.debug import sensitive_post_parameters

from profiles.configuration.read_only import ReadOnlyAdmin
from profiles.register.encryption import blind_index
from profiles.staff.access import staff_of

_INDEXES = re.compile(r"(?P<reference>[0-9a-f]{64})\.(?P<name>[0-9a-f]{64})")


class ReadOnly(ReadOnlyAdmin):
    """Read only, of a table that grows: all its rows are not counted beside those of a filter."""

    show_full_result_count = False


class NamelessLog(admin.ModelAdmin):
    """Django's log keeps `str(obj)`, which for a person is the name, unencrypted: keep a number instead."""

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> LogEntry:
        return _log(request, obj, ADDITION, message)

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> LogEntry:
        return _log(request, obj, CHANGE, message)

    def log_deletions(self, request: HttpRequest, queryset: Iterable[Model]) -> list[LogEntry]:
        return [_log(request, obj, DELETION, "") for obj in queryset]


class FoundByBlindIndex(admin.ModelAdmin):
    """Search by a whole reference or family name. `to_candidate` is the path from the model.

    What is typed is posted, and only its blind indexes go into an address: a name
    in there would be kept by logs, proxies and the browser.
    """

    to_candidate = ""
    searched_by_post = True

    @method_decorator(sensitive_post_parameters())
    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if request.method == "POST" and SEARCH_VAR in request.POST:
            return redirect(f"{request.path}?{_address(request.POST)}")
        return super().changelist_view(request, extra_context)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        if not search_term:
            return queryset, False
        indexes = _INDEXES.fullmatch(search_term)
        # Typed into the address by hand: a name there is neither looked for nor echoed.
        if indexes is None:
            return queryset.none(), False
        reference = {f"{self.to_candidate}reference_index": indexes["reference"]}
        name = {f"{self.to_candidate}family_name_index": indexes["name"]}
        return queryset.filter(Q(**reference) | Q(**name)), False


def as_lines(lines: Iterable[object]) -> SafeString:
    """Lines for a cell of a list."""
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines))


def _address(typed: QueryDict) -> str:
    # The query string with the filters that were chosen, and what is looked for, without the name.
    query = typed.copy()
    for name in (SEARCH_VAR, PAGE_VAR, "csrfmiddlewaretoken"):
        query.pop(name, None)
    term = str(typed[SEARCH_VAR])
    if term.strip():
        purposes = ("reference", "family_name")
        query[SEARCH_VAR] = ".".join(blind_index(term, purpose=purpose) for purpose in purposes)
    return query.urlencode()


def _log(request: HttpRequest, obj: Model, flag: int, message: Any) -> LogEntry:
    return LogEntry.objects.create(
        user=staff_of(request),
        content_type=ContentType.objects.get_for_model(obj),
        object_id=str(obj.pk),
        object_repr=f"{obj._meta.verbose_name} {obj.pk}",
        action_flag=flag,
        change_message=json.dumps(message) if isinstance(message, list) else message,
    )
