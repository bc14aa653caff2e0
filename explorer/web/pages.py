"""How every public page is made, sent and asked again.

Whatever a page says depends on the version of the code, the state of the data (the number
of the release), the language and the address. Its tag and its key in the cache are made of
exactly these, so they are known before anything else is read: a visitor with the page
gets 304, one that was made is kept until the next release, and no page has to be purged.
"""

import hashlib
from collections.abc import Callable, Hashable, Mapping
from functools import cache

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import get_language, trans_real

from explorer.web.revision import revision

JINJA = ".jinja"
"""Templates with this ending are Jinja2, all others Django's own."""
KEPT = "pages"
"""The cache of whole pages, in the memory of the process."""
OK = 200


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, object],
    *,
    synthetic: bool = False,
    status: int = OK,
) -> HttpResponse:
    """Render a page. `synthetic`: whether its people are made up, so that it says so."""
    engine = "jinja" if template.endswith(JINJA) else "django"
    shared = {"_": texts_in(get_language()), "synthetic": synthetic}
    html = render_to_string(template, {**context, **shared}, request=request, using=engine)
    return public(HttpResponse(html, status=status))


@cache
def texts_in(language: str | None) -> Callable[[str], str]:
    """`gettext` of one language: a page has a hundred texts, and need not ask for its language each time."""
    return cache(trans_real.translation(language or settings.LANGUAGE_CODE).gettext)


def public(response: HttpResponse) -> HttpResponse:
    """Say that anybody may keep an answer but must ask each time whether it still holds."""
    patch_cache_control(response, public=True, no_cache=True)
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


def kept(
    request: HttpRequest, *, state: Hashable, make: Callable[[], HttpResponse], address: str = ""
) -> HttpResponse:
    """The page of an address: 304 where the visitor has it, the one that was made before, or a new one.

    `state` names all data that it is made of; `address` is the canonical one, else that of the request.
    """
    if settings.DEBUG:
        return make()  # templates change under a developer's hands
    tag = tag_of(revision(), state, get_language(), address or request.get_full_path())
    known = not_modified(request, tag)
    if known is not None:
        return known
    found = caches[KEPT].get(tag)
    if found is not None:
        content, kind = found
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
    """The answer for a visitor with the page of this tag already; None for all others."""
    known = get_conditional_response(request, etag=tag)
    if not isinstance(known, HttpResponseNotModified):
        return None
    known["ETag"] = tag
    return public(known)
