"""The search page, and which requests are a visitor who newly asks it: nothing of who asks is kept."""

import re
from collections.abc import Hashable
from dataclasses import replace
from urllib.parse import urlsplit

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_safe

from explorer.demand.collecting import collector
from explorer.demand.wishes import Search
from explorer.search.answer import answer
from explorer.search.asked import wishes_of
from explorer.search.current import Current, current
from explorer.search.facets import BY_NAME
from explorer.search.links import MORE, canonical
from explorer.search.page import search_page
from explorer.search.panel import shown_facets
from explorer.search.query import read_query
from explorer.search.start import tiles
from explorer.web.pages import KEPT, kept, page, public, tag_of

# Programs that say what they are. One that pretends to be a browser counts as one.
PROGRAMS = re.compile(r"bot|crawl|spider|slurp|preview|monitor|curl|wget|python|java/|go-http|headless", re.I)
AGAIN = re.compile(r"no-cache|max-age=0")


@require_safe
def candidates(request: HttpRequest) -> HttpResponse:
    """The whole page, also for htmx: it takes from it what changed, so a swap cannot differ from a load."""
    now = current()
    if now is None:
        return page(request, "explorer/no_release.jinja", {})
    address = canonical(now, request.GET)
    if address is not None:
        return public(HttpResponseRedirect(f"{request.path}?{address}" if address else request.path))
    state = (now.release.number, now.release.content_hash)
    response = kept(request, state=state, make=lambda: _searched(request, now, state))
    count_search(request, now, state=state, address=request.GET.urlencode())
    return response


def _searched(request: HttpRequest, now: Current, state: Hashable) -> HttpResponse:
    asked = request.GET.copy()
    full = str((asked.pop(MORE, None) or [""])[-1])
    full = full if full in BY_NAME else ""
    query = read_query(now, asked)
    counted = shown_facets(now.vocabulary, query, full)
    found = answer(now, query, counted=counted)
    # Words that nobody knows find nothing; the filters beside them still count all else that is asked.
    others = (
        answer(now, replace(query, text="", readings=()), counted=counted) if query.finds_nothing else found
    )
    context = {
        "now": now,
        "shown": search_page(now, found, others=others, full=full),
        "tiles": tiles(now, others.options["taak"]) if query.finds_nothing else (),
    }
    if query.page == 1 and not full:
        remember(state, request.GET.urlencode(), found.at_least)
    return page(request, "explorer/search.jinja", context, synthetic=now.release.synthetic)


def remember(state: Hashable, address: str, at_least: int) -> None:
    """Keep the number of a page beside the page itself, for visitors who get the one that is kept."""
    caches[KEPT].set(tag_of("number", state, address), at_least)


def count_search(request: HttpRequest, now: Current, *, state: Hashable, address: str) -> None:
    """Count the search that was answered, if a visitor newly asks it."""
    if not _is_visitor(request) or _is_repeated(request):
        return
    at_least = caches[KEPT].get(tag_of("number", state, address))
    search = wishes_of(now.vocabulary, read_query(now, request.GET)) if at_least is not None else None
    if search:
        collector.count(search, on=timezone.localdate(), found=at_least, came_from=_came_from(request, now))


def _is_visitor(request: HttpRequest) -> bool:
    agent = request.headers.get("User-Agent", "")
    reads_pages = "text/html" in request.headers.get("Accept", "") or "HX-Request" in request.headers
    return request.method == "GET" and reads_pages and bool(agent) and not PROGRAMS.search(agent)


def _is_repeated(request: HttpRequest) -> bool:
    """A reload, a page that the browser still has, one from its history, or one fetched to be early."""
    headers = request.headers
    return (
        "If-None-Match" in headers
        or "If-Modified-Since" in headers
        or "HX-History-Restore-Request" in headers
        or bool(AGAIN.search(headers.get("Cache-Control", "")))
        or "prefetch" in headers.get("Sec-Purpose", headers.get("Purpose", ""))
    )


def _came_from(request: HttpRequest, now: Current) -> Search:
    """The search on the page that this one was asked from, as the browser says."""
    address = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))
    if not address.query or address.path != request.path:
        return frozenset()
    return wishes_of(now.vocabulary, read_query(now, QueryDict(address.query)))
