"""What the navigation of every page of the register knows of the user."""

from functools import partial

from django.http import HttpRequest
from django.utils import timezone

from profiles.access.rights import Right, has_right
from profiles.staff.access import may_see_quality
from profiles.staff.desk.access import cases_for, works_at_desk
from profiles.staff.desk.filters import LATE, in_list
from profiles.staff.models import StaffUser
from profiles.staff.pending_form import owner_mark


def navigation(request: HttpRequest) -> dict[str, object]:
    """What is there for the role (`sees_…`, `reads_log`, `uses_admin`); `whose` marks a form as that of the user;
    `at_desk`: whether the pages of the desk are, and `late_requests` how many are late."""
    user = getattr(request, "user", None)
    if not isinstance(user, StaffUser):
        return {"sees_quality": False}
    at_desk = works_at_desk(user)
    return {
        "sees_quality": may_see_quality(user),
        "sees_candidates": has_right(user, Right.VIEW_CANDIDATES),
        "reads_log": has_right(user, Right.READ_LOG),
        "uses_admin": has_right(user, Right.USE_ADMIN),
        "whose": partial(owner_mark, user),
        "at_desk": at_desk,
        # Counted when a page shows it.
        "late_requests": partial(_late, user) if at_desk else None,
    }


def _late(user: StaffUser) -> int:
    return in_list(cases_for(user), LATE, user=user, on=timezone.localdate()).count()
