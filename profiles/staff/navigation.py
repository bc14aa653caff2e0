"""What the navigation of every page of the register knows of the user."""

from functools import partial

from django.http import HttpRequest

from profiles.staff.access import may_see_quality
from profiles.staff.models import StaffUser
from profiles.staff.pending_form import owner_mark


def navigation(request: HttpRequest) -> dict[str, object]:
    """`sees_quality`: whether the page about quality is there; `whose` marks a form as that of the user."""
    user = getattr(request, "user", None)
    if not isinstance(user, StaffUser):
        return {"sees_quality": False}
    return {"sees_quality": may_see_quality(user), "whose": partial(owner_mark, user)}
