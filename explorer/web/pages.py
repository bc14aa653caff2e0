"""How every public page is made, sent and asked again.

Whatever a page says depends on the version of the code, the state of the data (the number
of the release), the desk it names, the texts that an adopter worded, the language and the address. Its
tag and its key in the cache are made of exactly these, so they are known before anything else is read: a
visitor with the page gets 304, one that was made is kept until the next release, and none has to be purged.
"""

import hashlib
import time
from collections.abc import Callable, Hashable, Mapping
from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.module_loading import import_string
from django.utils.translation import get_language, trans_real

from explorer.web.revision import revision

# Templates with this ending are Jinja2, all others Django's own.
JINJA = ".jinja"
# The cache of whole pages, in the memory of the process.
KEPT = "pages"
OK = 200
# How long a page names a desk, and says texts that can be worded, without asking for them again.
DESK_SECONDS = 10
DESK_FIELDS = ("name", "phone", "email", "hours_nl", "hours_en", "promised_days")


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


class NamedDesk:
    """The desk that pages name where no place decides it, read when a page names it."""

    def __getattr__(self, name: str) -> Any:
        return getattr(_desk_now()[0], name)


def _desk_now() -> tuple[Any, Hashable]:
    return _desk_at(int(time.monotonic() // DESK_SECONDS))


@lru_cache(maxsize=1)
def _desk_at(_moment: int) -> tuple[Any, Hashable]:
    """The desk, and all that a page can say of it."""
    desk = import_string(settings.DESK)()
    return desk, tuple(getattr(desk, name) for name in DESK_FIELDS)


def forget_desk() -> None:
    """Ask for the desk and the texts again at the next page."""
    _desk_at.cache_clear()
    _words_at.cache_clear()


def site_text(key: str) -> tuple[str, ...]:
    """The paragraphs of a text that an adopter may word, in the language that is active."""
    return _words_now()[0][key, get_language() or settings.LANGUAGE_CODE]


def _words_now() -> tuple[Mapping[tuple[str, str], tuple[str, ...]], Hashable]:
    return _words_at(int(time.monotonic() // DESK_SECONDS))


@lru_cache(maxsize=1)
def _words_at(_moment: int) -> tuple[Mapping[tuple[str, str], tuple[str, ...]], Hashable]:
    """All texts by key and language, and what stands for them in a tag."""
    words = import_string(settings.SITE_TEXTS)()
    return words, tag_of(*sorted(words.items()))


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
    asked = address or request.get_full_path()
    tag = tag_of(revision(), state, _desk_now()[1], _words_now()[1], get_language(), asked)
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
