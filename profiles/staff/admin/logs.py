from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from profiles.staff.access import candidates_for
from profiles.staff.admin.parts import FoundByBlindIndex, ReadOnly
from profiles.staff.models import CandidateView, LoginFailure


@admin.register(CandidateView)
class CandidateViewAdmin(FoundByBlindIndex, ReadOnly):
    """Which user looked at which person: the source of the answer when a person asks."""

    to_candidate = "candidate__"
    list_display = ("viewed_at", "staff", "page", "reference", "organisation")
    list_display_links = None
    list_filter = ("viewed_at", "staff")
    list_select_related = ("staff", "candidate__organisation")
    search_fields = ("candidate__reference_index",)
    search_help_text = _("Typ het hele kenmerk of de hele achternaam van de kandidaat.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[CandidateView]:
        return super().get_queryset(request).filter(candidate__in=candidates_for(request.user))

    @admin.display(description=_("kenmerk van de kandidaat"))
    def reference(self, view: CandidateView) -> str:
        return view.candidate.reference

    @admin.display(description=_("organisatie"))
    def organisation(self, view: CandidateView) -> str:
        return str(view.candidate.organisation)


@admin.register(LoginFailure)
class LoginFailureAdmin(ReadOnly):
    """Failed log-ins of the last day: many from one place is an attack."""

    list_display = ("failed_at", "place")
    list_display_links = None
    list_filter = ("failed_at", "place")
