"""One page for every link that opens nothing: expired, used, mistyped or guessed."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from explorer.contact.limits import TooMany, count_try
from explorer.contact.views.answers import TOO_MANY_REQUESTS, address_of_sender, private_page
from explorer.search.current import current

NOT_FOUND = 404


def no_such_link(request: HttpRequest) -> HttpResponse:
    """Counts as a guess; after many guesses a sender gets no further answer for a while."""
    # One answer for all, so that a guess learns nothing.
    status = NOT_FOUND
    try:
        count_try("unknown_key", at=timezone.now(), address=address_of_sender(request))
    except TooMany:
        status = TOO_MANY_REQUESTS
    return private_page(request, "explorer/contact/no_such_link.jinja", {}, now=current(), status=status)
