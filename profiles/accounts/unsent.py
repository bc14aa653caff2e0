"""A form that was sent after the session had ended waits, encrypted, until both steps are taken."""

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy

from profiles.staff.models import StaffUser
from profiles.staff.pending_form import hand_over

WAITING = "unsent_until_logged_in"
LOST = gettext_lazy(
    "Wat u typte voordat u inlogde, is niet bewaard. Het was langer dan een half uur geleden, "
    "of het hoorde bij een ander account."
)


def hand_over_after_log_in(
    request: HttpRequest, user: StaffUser, response: HttpResponseBase
) -> HttpResponseBase:
    """After both steps: the page that a form of before belongs to, which shows what was typed."""
    sealed = request.session.pop(WAITING, None)
    if not sealed:
        return response
    page = hand_over(request, sealed, user=user)
    if page is None:
        messages.warning(request, LOST)
    else:
        response.headers["Location"] = page
    return response
