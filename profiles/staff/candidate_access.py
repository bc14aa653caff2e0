"""The way to one candidate: only one that the user may see, and every visit is written down."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from profiles.register.models import Candidate
from profiles.staff.access import StaffRequest, candidates_for, may_change
from profiles.staff.models import CandidateView, StaffUser


def open_candidate(request: StaffRequest, pk: int, *, page: str) -> Candidate:
    """The candidate, or 404 for one that the user may not see; `page` says in the log where it was seen."""
    visible = candidates_for(request.user).select_related("organisation", "municipality", "profile")
    candidate = get_object_or_404(visible, pk=pk)
    record_views(staff=request.user, candidates=[candidate], page=page)
    return candidate


def open_to_change(request: StaffRequest, pk: int, *, page: str) -> Candidate:
    """As `open_candidate`, for a user that may change it too."""
    candidate = open_candidate(request, pk, page=page)
    refuse_readers(request)
    return candidate


def refuse_readers(request: StaffRequest) -> None:
    """403 for a user that may look and not change."""
    if not may_change(request.user):
        raise PermissionDenied(_("U kunt deze kandidaat bekijken, niet wijzigen."))


def record_views(*, staff: StaffUser, candidates: list[Candidate], page: str) -> None:
    """Write down that the user looked at these people."""
    CandidateView.objects.bulk_create(
        CandidateView(candidate=candidate, staff=staff, page=page) for candidate in candidates
    )
