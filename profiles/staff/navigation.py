"""What the navigation of every page of the register knows of the user."""

from functools import partial

from django.http import HttpRequest
from django.utils import timezone

from profiles.access.rights import Right, has_right
from profiles.staff.access import candidates_for, may_see_quality
from profiles.staff.desk.access import cases_for, works_at_desk
from profiles.staff.desk.filters import LATE, in_list
from profiles.staff.models import StaffUser
from profiles.staff.pages.take_step import UNDO
from profiles.staff.pending_form import owner_mark


def navigation(request: HttpRequest) -> dict[str, object]:
    """What is there for the role (`sees_…`, `reads_log`, `manages_accounts`, `uses_admin`, `at_desk`).

    `whose` marks a form with its account, `undo` is what was just confirmed, and `late_requests`
    how many requests are late.
    """
    user = getattr(request, "user", None)
    if not isinstance(user, StaffUser):
        return {"sees_quality": False}
    at_desk = works_at_desk(user)
    return {
        "sees_quality": may_see_quality(user),
        "sees_candidates": has_right(user, Right.VIEW_CANDIDATES),
        "imports": has_right(user, Right.IMPORT),
        "reads_log": has_right(user, Right.READ_LOG),
        "manages_accounts": has_right(user, Right.MANAGE_ACCOUNTS),
        "uses_admin": has_right(user, Right.USE_ADMIN),
        "whose": partial(owner_mark, user),
        "at_desk": at_desk,
        # Shown once, and gone from the session then.
        "undo": partial(_undo, request, user),
        # Counted when a page shows it.
        "late_requests": (
            (lambda: in_list(cases_for(user), LATE, user=user, on=timezone.localdate()).count())
            if at_desk
            else None
        ),
    }


def _undo(request: HttpRequest, user: StaffUser) -> dict[str, object] | None:
    """The last confirmations of this user, for a page that can take them back."""
    kept = request.session.pop(UNDO, None)
    if kept is None:
        return None
    # Asked again for their names: a session holds no names, and the user may see fewer people by now.
    return {"token": kept["token"], "who": list(candidates_for(user).filter(pk__in=kept["who"]))}
