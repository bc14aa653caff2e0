"""What changed, when, and by which user. Written by triggers of the database, so nothing escapes it."""

from typing import Any, ClassVar

from django.apps import apps
from django.contrib import admin
from django.db.models import BigIntegerField, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from profiles.staff.access import candidates_for, is_admin, profiles_for, staff_of
from profiles.staff.admin.parts import ReadOnly
from profiles.staff.models import StaffUser

CandidateEvent = apps.get_model("register", "CandidateEvent")
ProfileEvent = apps.get_model("register", "ProfileEvent")
ProfileFactEvent = apps.get_model("register", "ProfileFactEvent")


WHAT = {"insert": _("toegevoegd"), "update": _("gewijzigd"), "delete": _("verwijderd")}


class WhatFilter(admin.SimpleListFilter):
    """Known words: asking a table of millions which ones occur would be slow."""

    title = _("wat")
    parameter_name = "wat"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(WHAT.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(pgh_label=self.value()) if self.value() else queryset


class EventAdmin(ReadOnly):
    """The context of an event knows the account and the address that it came from."""

    list_display_links = None
    list_per_page = 50
    list_select_related: ClassVar[tuple[str, ...]] = ("pgh_context",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        username = StaffUser.objects.filter(pk=OuterRef("by")).values("username")
        events = super().get_queryset(request).select_related(*self.list_select_related)
        events = events.annotate(
            by=Cast(KeyTextTransform("user", "pgh_context__metadata"), BigIntegerField())
        )
        return self.visible(request, events.annotate(username=Subquery(username))).order_by("-pgh_id")

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list says all there is of an event."""
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")

    def visible(self, request: HttpRequest, events: QuerySet[Any]) -> QuerySet[Any]:
        # Events of people the user may see; an admin also sees those of people that were erased.
        raise NotImplementedError

    @admin.display(description=_("wat"))
    def what(self, event: Any) -> str:
        return str(WHAT.get(event.pgh_label, event.pgh_label))

    @admin.display(description=_("wanneer"), ordering="pgh_created_at")
    def when(self, event: Any) -> Any:
        return event.pgh_created_at

    @admin.display(description=_("door"))
    def who(self, event: Any) -> str:
        return str(event.username or _("een opdracht van het systeem"))

    @admin.display(description=_("pagina"))
    def where(self, event: Any) -> str:
        return (event.pgh_context.metadata.get("url") or "") if event.pgh_context else ""


@admin.register(CandidateEvent)
class CandidateEventAdmin(EventAdmin):
    list_display = ("when", "what", "pgh_obj_id", "organisation", "municipality", "who", "where")
    list_filter = ("pgh_created_at", WhatFilter, "organisation")
    list_select_related = ("organisation", "municipality", "pgh_context")
    search_fields = ("=pgh_obj__id",)
    search_help_text = _("Typ het nummer van de kandidaat.")

    def visible(self, request: HttpRequest, events: QuerySet[Any]) -> QuerySet[Any]:
        return (
            events if is_admin(staff_of(request)) else events.filter(pgh_obj__in=candidates_for(request.user))
        )


@admin.register(ProfileEvent)
class ProfileEventAdmin(EventAdmin):
    list_display = ("when", "what", "pgh_obj_id", "state", "confirmed_on", "objected_on", "who", "where")
    list_filter = ("pgh_created_at", WhatFilter, "state")
    search_fields = ("=pgh_obj__id",)
    search_help_text = _("Typ het nummer van het profiel.")

    def visible(self, request: HttpRequest, events: QuerySet[Any]) -> QuerySet[Any]:
        return (
            events if is_admin(staff_of(request)) else events.filter(pgh_obj__in=profiles_for(request.user))
        )


@admin.register(ProfileFactEvent)
class ProfileFactEventAdmin(EventAdmin):
    list_display = ("when", "what", "profile_id", "concept", "who", "where")
    list_filter = ("pgh_created_at", WhatFilter, "concept__attribute")
    list_select_related = ("concept", "pgh_context")
    search_fields = ("=profile__id",)
    search_help_text = _("Typ het nummer van het profiel.")

    def visible(self, request: HttpRequest, events: QuerySet[Any]) -> QuerySet[Any]:
        return (
            events if is_admin(staff_of(request)) else events.filter(profile__in=profiles_for(request.user))
        )
