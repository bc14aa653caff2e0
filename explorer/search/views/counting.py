"""Which requests are a visitor who searches: the only place that looks, and nothing of it is kept."""

import re
from collections.abc import Hashable
from urllib.parse import urlsplit

from django.core.cache import caches
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from explorer.demand.collecting import collector
from explorer.demand.wishes import Search
from explorer.search.asked import wishes_of
from explorer.search.current import Current
from explorer.search.query import read_query
from explorer.web.pages import KEPT, tag_of

# Programs that say what they are. One that pretends to be a browser counts as one.
PROGRAMS = re.compile(r"bot|crawl|spider|slurp|preview|monitor|curl|wget|python|java/|go-http|headless", re.I)
AGAIN = re.compile(r"no-cache|max-age=0")


def remember(state: Hashable, address: str, at_least: int) -> None:
    """Keep the number of a page beside the page itself, for visitors who get the one that is kept."""
    caches[KEPT].set(tag_of("number", state, address), at_least)


def count_search(request: HttpRequest, now: Current, *, state: Hashable, address: str) -> None:
    """Count the search that was answered, if a visitor newly asks it."""
    if not _is_visitor(request) or _is_repeated(request):
        return
    asked = caches[KEPT].get(tag_of("asked", state, address))
    if asked is not None and asked[0]:
        search, at_least = asked
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
