"""The search page."""

from collections.abc import Hashable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from explorer.search.answer import answer
from explorer.search.current import Current, current
from explorer.search.facets import BY_NAME
from explorer.search.links import MORE, canonical
from explorer.search.page import search_page
from explorer.search.query import read_query
from explorer.search.start import tiles
from explorer.search.views.counting import count_search, remember
from explorer.web.pages import kept, page, public


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
    query = read_query(now, asked)
    found = answer(now, query)
    # Words that nobody knows find nothing; the filters beside them still count all else that is asked.
    others = answer(now, replace(query, text="", readings=())) if query.finds_nothing else found
    context = {
        "now": now,
        "shown": search_page(now, found, others=others, full=full if full in BY_NAME else ""),
        "tiles": tiles(now, others.options["taak"]) if query.finds_nothing else (),
    }
    if query.page == 1 and not full:
        remember(state, request.GET.urlencode(), found.at_least)
    return page(request, "explorer/search.jinja", context, synthetic=now.release.synthetic)
