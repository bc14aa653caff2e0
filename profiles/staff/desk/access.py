"""Which cases and questions a user may see: an adviser those of the region, a case worker only questions
to candidates of the own organisation, a functional admin all."""

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from profiles.access.rights import PeopleScope, Right, has_right, line_of
from profiles.desk.models import Approach, Case
from profiles.register.models import Organisation
from profiles.staff.access import StaffRequest, candidates_for, is_admin
from profiles.staff.models import StaffUser


def works_at_desk(user: StaffUser | AnonymousUser) -> bool:
    """Whether a user handles requests of employers."""
    return has_right(user, Right.WORK_AT_DESK) and line_of(user) is not PeopleScope.NOBODY


def cases_for(user: StaffUser | AnonymousUser) -> QuerySet[Case]:
    """The cases that a user may see and work on."""
    cases = Case.objects.select_related("desk__region", "owner")
    if not isinstance(user, StaffUser) or not works_at_desk(user):
        return cases.none()
    if is_admin(user):
        return cases
    return cases.filter(desk__region=user.organisation.region_id) if user.organisation else cases.none()


def approaches_for(user: StaffUser | AnonymousUser) -> QuerySet[Approach]:
    """The questions to candidates that a user may see and answer: of people the user may see as well."""
    approaches = Approach.objects.select_related(
        "case__desk", "candidate__organisation", "candidate__municipality", "candidate__profile"
    )
    return approaches.filter(candidate__in=candidates_for(user))


def regions_for(user: StaffUser) -> list[int]:
    """Primary keys of the regions with the people that a user may compare with a wish."""
    if is_admin(user):
        return list(Organisation.objects.order_by().values_list("region", flat=True).distinct())
    return [user.organisation.region_id] if user.organisation else []


def require_desk(request: StaffRequest) -> None:
    """403 for users that do not handle requests."""
    if not works_at_desk(request.user):
        raise PermissionDenied(_("Aanvragen van werkgevers zijn voor adviseurs van het loket."))


def open_case(request: StaffRequest, number: str) -> Case:
    """The case, or 404 for one of another region; 403 for users that do not handle requests."""
    require_desk(request)
    case: Case = get_object_or_404(cases_for(request.user), number=number)
    return case


def open_approach(request: StaffRequest, pk: int) -> Approach:
    """A question to a candidate, or 404 where the candidate or the case is none of the user's business."""
    approach = get_object_or_404(approaches_for(request.user), pk=pk)
    # An adviser sees the person by the region; the case may still be of another desk.
    if works_at_desk(request.user):
        get_object_or_404(cases_for(request.user), pk=approach.case_id)
    return approach


def open_approach_of_desk(request: StaffRequest, pk: int) -> Approach:
    """As `open_approach`, for pages of letters."""
    require_desk(request)
    return open_approach(request, pk)
