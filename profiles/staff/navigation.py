"""What the navigation of every page of the register knows of who looks."""

from django.http import HttpRequest

from profiles.staff.access import may_see_quality
from profiles.staff.models import StaffUser


def navigation(request: HttpRequest) -> dict[str, bool]:
    """`sees_quality`: whether the page about quality is there for this member of staff."""
    user = getattr(request, "user", None)
    return {"sees_quality": isinstance(user, StaffUser) and may_see_quality(user)}
