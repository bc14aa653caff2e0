"""The search page, and which requests count as a new search: nothing of the visitor is kept."""

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
    # One address for one search: the cache keeps one page, and a link looks the same to all.
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
    # Unknown words find nothing; the filters beside them still count all else that is asked.
    others = (
        answer(now, replace(query, text="", readings=()), counted=counted) if query.finds_nothing else found
    )
    context = {
        "now": now,
        "shown": search_page(now, found, others=others, full=full),
        "tiles": tiles(now, others.options["taak"]) if query.finds_nothing else (),
    }
    # Another page or a longer list is the same question, which is counted already.
    if query.page == 1 and not full:
        remember(state, request.GET.urlencode(), found.at_least)
    return page(request, "explorer/search.jinja", context, synthetic=now.release.synthetic)


def remember(state: Hashable, address: str, at_least: int) -> None:
    """Keep the number of a page beside the page itself, for visitors that get the kept page."""
    caches[KEPT].set(tag_of("number", state, address), at_least)


def count_search(request: HttpRequest, now: Current, *, state: Hashable, address: str) -> None:
    """Count the search that was answered, if a visitor newly asks it."""
    if not _is_new_visit(request):
        return
    at_least = caches[KEPT].get(tag_of("number", state, address))
    search = wishes_of(now.vocabulary, read_query(now, request.GET)) if at_least is not None else None
    if search:
        # The page that this search was asked from, as the browser says: it may be one step of a search.
        before = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))
        came_from: Search = frozenset()
        if before.query and before.path == request.path:
            came_from = wishes_of(now.vocabulary, read_query(now, QueryDict(before.query)))
        collector.count(search, on=timezone.localdate(), found=at_least, came_from=came_from)


def _is_new_visit(request: HttpRequest) -> bool:
    """No program, and no reload, page from the history, or page fetched to be early."""
    headers = request.headers
    agent = headers.get("User-Agent", "")
    reads_pages = "text/html" in headers.get("Accept", "") or "HX-Request" in headers
    if request.method != "GET" or not reads_pages or not agent or PROGRAMS.search(agent):
        return False
    return not (
        "If-None-Match" in headers
        or "If-Modified-Since" in headers
        or "HX-History-Restore-Request" in headers
        or bool(AGAIN.search(headers.get("Cache-Control", "")))
        or "prefetch" in headers.get("Sec-Purpose", headers.get("Purpose", ""))
    )
