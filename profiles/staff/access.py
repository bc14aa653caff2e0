"""Which candidates a user may see and change: the line of the role, as the table of roles says it.

A page names its right with `needs`; row-level security draws the same line once more.
"""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from profiles.access.rights import EXTRA_PERMISSIONS, PeopleScope, Right, has_right, line_of
from profiles.register.models import Candidate, Profile
from profiles.register.models.candidate import CandidateQuerySet
from profiles.register.models.profile import ProfileQuerySet
from profiles.staff.models import StaffUser

MAY_PUBLISH = EXTRA_PERMISSIONS[Right.PUBLISH]
MAY_SEE_QUALITY = EXTRA_PERMISSIONS[Right.VIEW_QUALITY]


class StaffRequest(HttpRequest):
    """A request behind the log-in: `LoginRequiredMiddleware` let it through."""

    user: StaffUser


def staff_of(request: HttpRequest) -> StaffUser:
    """The user of a page that only staff reach."""
    if not isinstance(request.user, StaffUser):
        raise PermissionDenied
    return request.user


def is_admin(user: StaffUser) -> bool:
    """Whether the user has the whole register."""
    return line_of(user) is PeopleScope.EVERYBODY


def candidates_for(user: StaffUser | AnonymousUser) -> CandidateQuerySet:
    """The candidates the user may see."""
    candidates = Candidate.objects.all()
    if not isinstance(user, StaffUser) or not has_right(user, Right.VIEW_CANDIDATES):
        return candidates.none()
    line = line_of(user)
    if line is PeopleScope.EVERYBODY:
        return candidates
    if line is PeopleScope.REGION and user.organisation is not None:
        return candidates.filter(organisation__region=user.organisation.region_id)
    return candidates.of(user.organisation) if line is PeopleScope.ORGANISATION else candidates.none()


def profiles_for(user: StaffUser | AnonymousUser) -> ProfileQuerySet:
    """The profiles of the candidates the user may see."""
    return Profile.objects.filter(candidate__in=candidates_for(user))


def may_change(user: StaffUser) -> bool:
    """Whether the user may change the candidates that `candidates_for` gives."""
    return has_right(user, Right.CHANGE_CANDIDATES) and line_of(user) is not PeopleScope.NOBODY


def may_publish(user: StaffUser) -> bool:
    """Whether the user may make a release and let employers see it."""
    return has_right(user, Right.PUBLISH)


def may_switch(user: StaffUser) -> bool:
    """Whether the user may bring a former release back."""
    return has_right(user, Right.SWITCH_RELEASE)


def may_force(user: StaffUser) -> bool:
    """Whether the user may make a release earlier than the policy allows: a privacy officer."""
    return has_right(user, Right.FORCE_RELEASE)


def may_see_quality(user: StaffUser) -> bool:
    """Whether the user may see how well people can be found: admins, desks, and managers with the right.

    Which profiles they see it of goes by `profiles_for`.
    """
    return has_right(user, Right.VIEW_QUALITY)
