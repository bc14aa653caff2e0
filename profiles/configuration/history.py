"""History in the admin: what changed, from which value to which, when, and by which user."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import BigIntegerField, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from profiles.configuration.changes import as_list, changes, former_event
from profiles.configuration.read_only import ReadOnlyAdmin

WHAT = {"insert": _("toegevoegd"), "update": _("gewijzigd"), "delete": _("verwijderd")}


class HistoryAdmin(ReadOnlyAdmin):
    """Events of a tracked model: written by triggers of the database, so nothing escapes it."""

    list_display: tuple[str, ...] = ("when", "what", "pgh_obj_id", "who", "old_and_new")
    list_display_links = None
    list_filter: ClassVar[tuple[Any, ...]] = ("pgh_created_at",)
    list_per_page = 50
    show_full_result_count = False
    not_shown: ClassVar[tuple[str, ...]] = ("changed_at",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        username = get_user_model()._default_manager.filter(pk=OuterRef("by")).values("username")
        events = super().get_queryset(request).select_related("pgh_context")
        by = Cast(KeyTextTransform("user", "pgh_context__metadata"), BigIntegerField())
        # In the list's own statement: a look-up of each user would be one a row.
        return events.annotate(by=by).annotate(username=Subquery(username)).order_by("-pgh_id")

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list says all there is of an event."""
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")

    @admin.display(description=_("wat"))
    def what(self, event: Any) -> str:
        return str(WHAT.get(event.pgh_label, event.pgh_label))

    @admin.display(description=_("wanneer"), ordering="pgh_id")
    def when(self, event: Any) -> Any:
        return event.pgh_created_at

    @admin.display(description=_("door"))
    def who(self, event: Any) -> str:
        return str(event.username or _("een opdracht van het systeem"))

    @admin.display(description=_("van → naar"))
    def old_and_new(self, event: Any) -> SafeString:
        return as_list(list(changes(event, former_event(event), but=self.not_shown)))
