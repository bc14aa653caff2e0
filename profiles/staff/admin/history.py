"""What changed, when, and by which user. Written by triggers of the database, so nothing escapes it."""

from typing import Any, ClassVar

from django.apps import apps
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from profiles.configuration.history import WHAT, HistoryAdmin
from profiles.staff.access import candidates_for, is_admin, profiles_for, staff_of

CandidateEvent = apps.get_model("register", "CandidateEvent")
ProfileEvent = apps.get_model("register", "ProfileEvent")
ProfileFactEvent = apps.get_model("register", "ProfileFactEvent")


class WhatFilter(admin.SimpleListFilter):
    """Known words: asking a table of millions which ones occur would be slow."""

    title = _("wat")
    parameter_name = "wat"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(WHAT.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(pgh_label=self.value()) if self.value() else queryset


class EventAdmin(HistoryAdmin):
    """Events of people: of those that the user may see, with the page that they came from."""

    list_select_related: ClassVar[tuple[str, ...]] = ("pgh_context",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        events = super().get_queryset(request).select_related(*self.list_select_related)
        return self.visible(request, events)

    def visible(self, request: HttpRequest, events: QuerySet[Any]) -> QuerySet[Any]:
        # Events of people the user may see; an admin also sees those of people that were erased.
        raise NotImplementedError

    # By the moment and not by number, as in the base: the tables are filtered by it, and it is indexed.
    @admin.display(description=_("wanneer"), ordering="pgh_created_at")
    def when(self, event: Any) -> Any:
        return event.pgh_created_at

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
