"""Where to go after a click on a list: back to that list, and never to another site."""

from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from profiles.staff.access import StaffRequest


def safe_next(request: StaffRequest) -> str:
    """The address the page sent along, or the work list."""
    address = request.POST.get("next", "")
    # `redirect` takes a word without a slash for the name of a page, and fails where there is none.
    if address.startswith(("/", "http")) and url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return address
    return reverse("staff:work_list")
