"""How the pages of requests are sent: to one visitor, and to no cache, index or other site."""

from collections.abc import Mapping
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control

from explorer.contact.limits import sender_address
from explorer.search.current import Current

TOO_MANY_REQUESTS = 429


def private_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, object],
    *,
    now: Current | None = None,
    status: int = 200,
    store: bool = False,
) -> HttpResponse:
    """Render a page for this visitor alone. `store`: whether the browser may keep it for its back button,
    which it may only where nothing of a person is on it."""
    synthetic = now is not None and now.release.synthetic
    html = render_to_string(template, {**context, "synthetic": synthetic}, request=request, using="jinja")
    return private(HttpResponse(html, status=status), store=store)


def private(response: HttpResponse, *, store: bool = False) -> HttpResponse:
    """Say that no cache may keep an answer. A key in its address goes to no other page, not even of ours.

    `strict-origin` and not `no-referrer`: with that a browser sends forms without an origin, and
    Django refuses them.
    """
    patch_cache_control(response, private=True, **({"no_cache": True} if store else {"no_store": True}))
    response["Referrer-Policy"] = "strict-origin"
    # A link with a key may be shared by mistake; a search engine must not keep it.
    response["X-Robots-Tag"] = "noindex"
    return response


def submission_of(request: HttpRequest) -> UUID:
    """Made with the form, so that a form that is sent twice is one submission; a new one without it."""
    try:
        return UUID(request.POST.get("eenmalig", ""))
    except ValueError:
        return uuid4()


def address_of_sender(request: HttpRequest) -> str:
    """For the limits."""
    return sender_address(request.META, proxies=settings.PROXIES)
