"""Pages asked again: a visitor who has one gets 304, and one that was made is kept until the next release.

Whatever a page says depends on the version of the code, the state of the data (the number of
the release), the language and the address. Both the tag and the key of the cache are made of
exactly these, so they are known before anything else is read, and no page has to be purged.
"""

import hashlib
from collections.abc import Callable, Hashable

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

from explorer.web.rendering import public
from explorer.web.revision import revision

KEPT = "pages"
"""The cache of whole pages, in the memory of the process."""
OK = 200


def answer(
    request: HttpRequest,
    *,
    state: Hashable,
    make: Callable[[], HttpResponse],
    address: str = "",
) -> HttpResponse:
    """The page of an address: 304 where the visitor has it, the one that was kept, or a new one.

    `state` names all data that it is made of; `address` is the canonical one, else that of the request.
    """
    tag = tag_of(revision(), state, get_language(), address or request.get_full_path())
    known = not_modified(request, tag)
    if known is not None:
        return known
    kept = caches[KEPT].get(tag)
    if kept is not None:
        content, kind = kept
        response = public(HttpResponse(content, content_type=kind))
    else:
        response = make()
        if response.status_code == OK:
            caches[KEPT].set(tag, (response.content, response["Content-Type"]))
    if response.status_code == OK:
        response["ETag"] = tag
    return response


def tag_of(*parts: Hashable) -> str:
    """A tag made of what an answer depends on; weak, since it is the same for a compressed answer."""
    return f'W/"{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


def not_modified(request: HttpRequest, tag: str) -> HttpResponse | None:
    """The answer for a visitor who has the page of this tag already; None for all others."""
    known = get_conditional_response(request, etag=tag)
    if not isinstance(known, HttpResponseNotModified):
        return None
    known["ETag"] = tag
    return public(known)
