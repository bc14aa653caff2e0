"""Which candidates a user may see and change: the only place where that is decided.

A case worker has the candidates of the own organisation, a desk adviser reads
those of the region, a functional admin has all. Making and switching
releases goes by Django's permissions.
"""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from profiles.register.models import Candidate, Profile
from profiles.register.models.candidate import CandidateQuerySet
from profiles.register.models.profile import ProfileQuerySet
from profiles.staff.models import StaffUser

MAY_PUBLISH = "publication.add_publication"
MAY_SWITCH = "publication.change_publication"
MAY_FORCE = "publication.force_publication"
MAY_SEE_QUALITY = "staff.view_quality"


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
    return user.is_superuser or user.role == StaffUser.Role.ADMIN


def candidates_for(user: StaffUser | AnonymousUser) -> CandidateQuerySet:
    """The candidates the user may see."""
    candidates = Candidate.objects.all()
    if not isinstance(user, StaffUser) or not user.is_active:
        return candidates.none()
    if is_admin(user):
        return candidates
    if user.organisation is None:
        return candidates.none()
    if user.role == StaffUser.Role.DESK_ADVISER:
        return candidates.filter(organisation__region=user.organisation.region_id)
    return candidates.of(user.organisation)


def profiles_for(user: StaffUser | AnonymousUser) -> ProfileQuerySet:
    """The profiles of the candidates the user may see."""
    return Profile.objects.filter(candidate__in=candidates_for(user))


def may_change(user: StaffUser) -> bool:
    """Whether the user may change the candidates that `candidates_for` gives."""
    is_case_worker = user.role == StaffUser.Role.CASE_WORKER and user.organisation_id is not None
    return is_admin(user) or is_case_worker


def may_publish(user: StaffUser) -> bool:
    """Whether the user may make a release and let employers see it."""
    return user.has_perm(MAY_PUBLISH)


def may_switch(user: StaffUser) -> bool:
    """Whether the user may bring a former release back."""
    return user.has_perm(MAY_SWITCH)


def may_force(user: StaffUser) -> bool:
    """Whether the user may make a release earlier than the policy allows: a privacy officer."""
    return user.has_perm(MAY_FORCE)


def may_see_quality(user: StaffUser) -> bool:
    """Whether the user may see how well people can be found: admins, desks, and managers who got the right.

    Which profiles they see it of goes by `profiles_for`.
    """
    return is_admin(user) or user.role == StaffUser.Role.DESK_ADVISER or user.has_perm(MAY_SEE_QUALITY)
