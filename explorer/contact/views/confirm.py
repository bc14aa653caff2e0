"""The page of the link in the mail. Opening it changes nothing: programs that check mail open links too."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from explorer.contact.confirm_request import LinkExpired, confirm_request, pending_with
from explorer.contact.content import RequestContent
from explorer.contact.desks import desk_for
from explorer.contact.keys import UnknownLink
from explorer.contact.models.request import RequestKind
from explorer.contact.request_status import status_key
from explorer.contact.views.answers import private, private_page
from explorer.contact.views.no_such_link import no_such_link
from explorer.search.current import current


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, key: str) -> HttpResponse:
    """What is confirmed and a button; then the status page, also for a link that was used before."""
    at = timezone.now()
    try:
        pending = pending_with(key)
        if request.method == "POST" or pending.request is not None:
            confirmed = confirm_request(key=key, at=at)
            return private(
                HttpResponseRedirect(reverse("contact:status", args=[status_key(confirmed)]), status=303)
            )
        # The same page as for a link that never was: nothing is said of what there is.
        if pending.expires_at <= at:
            raise LinkExpired
    except (UnknownLink, LinkExpired):
        return no_such_link(request)
    content = RequestContent.of_json(pending.content)
    context = {
        "content": content,
        "wish": content.wish_en if content.language == "en" else content.wish_nl,
        "kind": RequestKind(content.kind).label,
        "desk": desk_for(content.places),
    }
    return private_page(request, "explorer/contact/confirm.jinja", context, now=current())
