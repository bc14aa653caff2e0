"""The way to one candidate: only one that the user may see, and every visit is written down."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from profiles.access.log_of_use import Action, log_use
from profiles.register.models import Candidate
from profiles.staff.access import StaffRequest, candidates_for, may_change


def open_candidate(request: StaffRequest, pk: int, *, action: str = "") -> Candidate:
    """The candidate, or 404 for one that the user may not see.

    In the log a page that is read is a view and one that is sent a change, unless `action` says other.
    """
    visible = candidates_for(request.user).select_related("organisation", "municipality", "profile")
    # Not 403: that would say that there is a candidate with this number.
    candidate = get_object_or_404(visible, pk=pk)
    is_read = request.method in {"GET", "HEAD"}
    log_use(
        action=action or (Action.VIEW if is_read else Action.CHANGE), objects=[candidate], request=request
    )
    return candidate


def open_to_change(request: StaffRequest, pk: int, *, action: str = "") -> Candidate:
    """As `open_candidate`, for a user that may change it too."""
    # Logged before it is refused: that it was tried is a use as well.
    candidate = open_candidate(request, pk, action=action)
    refuse_readers(request)
    return candidate


def refuse_readers(request: StaffRequest) -> None:
    """403 for a user that may look and not change."""
    if not may_change(request.user):
        raise PermissionDenied(_("U kunt deze kandidaat bekijken, niet wijzigen."))


def log_list(request: StaffRequest, candidates: Iterable[Candidate], *, searched: bool = False) -> None:
    """Log the people that a page of a list showed; an empty page only where it was searched for."""
    people = list(candidates)
    if people or searched:
        log_use(action=Action.SEARCH if searched else Action.LIST, objects=people, request=request)
