"""Pages of a release: asked again for what did not change, they answer so without searching.

What a page says depends on the release and who is left of it, the day (the
order of the list), the language, what the address asks, who looks, whether htmx
asks, and the code.
Its tag is made of exactly these, so it is known before the page is.
"""

import hashlib
from collections.abc import Callable
from datetime import date
from functools import wraps

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from explorer.search.index.current import current_index
from explorer.search.index.release_index import Index
from explorer.search.views.rendering import told_apart
from explorer.search.views.revision import revision
from explorer.search.views.sent import sent_in
from explorer.search.views.viewer import viewer_of

Page = Callable[..., HttpResponse]


def of_release(view: Page) -> Page:
    """Call a view with the current index, unless the visitor has the page of this very address already."""

    @wraps(view)
    def answer(request: HttpRequest, **captured: str) -> HttpResponse:
        index = current_index()
        return _unless_known(
            request, index, request.get_full_path(), lambda: view(request, index, **captured)
        )

    return _only_read(answer)


def of_search(view: Page) -> Page:
    """Call a view with the search that was sent, unless the visitor has the page of that search already.

    A search that is written otherwise is the same one, so it is read before that is known.
    """

    @wraps(view)
    def answer(request: HttpRequest, **captured: str) -> HttpResponse:
        index = current_index()
        sent = None if index is None else sent_in(index, request.GET)
        asked = (request.path, None if sent is None else sent.told_by)
        return _unless_known(request, index, asked, lambda: view(request, sent, **captured))

    return _only_read(answer)


def _only_read(view: Page) -> Page:
    # One statement is asked and nothing is written: a transaction would triple the ways to the database.
    read: Page = require_safe(transaction.non_atomic_requests(view))
    return read


def _unless_known(
    request: HttpRequest, index: Index | None, asked: object, page: Callable[[], HttpResponse]
) -> HttpResponse:
    tag = etag(request, index, asked, today=timezone.localdate())
    response = unchanged(request, tag) or page()
    response["ETag"] = tag
    return response


def etag(request: HttpRequest, index: Index | None, asked: object, *, today: date) -> str:
    """The tag of a page; `asked` is what its address asks."""
    return weak_tag(
        revision(),
        index.fingerprint if index else "",
        today.isoformat(),
        get_language() or "",
        viewer_of(request),
        request.headers.get("HX-Request", ""),
        asked,
    )


def unchanged(request: HttpRequest, tag: str) -> HttpResponse | None:
    """The answer for a visitor who has the page of this tag already; None for all others."""
    known = get_conditional_response(request, etag=tag)
    return told_apart(known) if isinstance(known, HttpResponseNotModified) else None


def weak_tag(*parts: object) -> str:
    """A tag made of what an answer depends on; weak, since it is the same for a compressed answer."""
    return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'
