"""Which requests are a visitor who searches: the only place that looks, and nothing of it is kept."""

import re
from urllib.parse import urlsplit

from django.http import HttpRequest, QueryDict
from django.utils import timezone

from explorer.demand.collecting import collector
from explorer.search import asked
from explorer.search.query import Query
from explorer.search.results import ResultPage, read

# Programs that say what they are. One that pretends to be a browser counts as one.
PROGRAMS = re.compile(r"bot|crawl|spider|slurp|preview|monitor|curl|wget|python|java/|go-http|headless", re.I)
AGAIN = re.compile(r"no-cache|max-age=0")


def count_search(request: HttpRequest, found: ResultPage) -> None:
    """Count the search that is answered here, if a visitor newly asks it."""
    # Without a wish there is nothing to count, and no need to read where the visitor came from.
    is_question = bool(found.query.wishes) and found.query.page == 1
    if is_question and _is_visitor(request) and not _is_repeated(request):
        asked.count(collector, found, came_from=_came_from(request, found), on=timezone.localdate())


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


def _came_from(request: HttpRequest, found: ResultPage) -> Query | None:
    """The search on the page that this one was asked from, as the browser tells it."""
    address = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))
    if not address.query or address.path != request.path:
        return None
    return read(found.index, QueryDict(address.query))
