"""The search page, and the options of one facet for its type-ahead."""

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.timezone import localdate

from explorer.search import links
from explorer.search.facets import BY_NAME
from explorer.search.index.release_index import Index
from explorer.search.presentation.amounts import amount, possible_amount
from explorer.search.presentation.cards import card
from explorer.search.presentation.chosen import chosen_filters
from explorer.search.presentation.hints import FEW, hints, search_url
from explorer.search.presentation.paging import paging
from explorer.search.presentation.panel import MORE, facet_view, in_full_url, panel
from explorer.search.presentation.problems import remarks
from explorer.search.results import ResultPage, answer, read
from explorer.search.views.conditional import of_release
from explorer.search.views.counting import count_search
from explorer.search.views.rendering import page
from explorer.search.views.viewer import viewer_of


@of_release
def candidates(request: HttpRequest, index: Index | None) -> HttpResponse:
    """The whole page, also for htmx: it takes from it what changed, so a swap cannot differ from a load."""
    if index is None:
        return page(request, "explorer/no_release.html", {})
    asked, in_full = _asked(request)
    found = _found(request, index, asked)
    count_search(request, found)
    filters = chosen_filters(found.query)
    context = {
        "section": "candidates",
        "page": found,
        "panel": panel(found, asked, in_full=in_full, active=len(filters)),
        "filters": filters,
        **_results(found),
    }
    response = page(request, "explorer/candidates.html", context, release=found.release)
    if request.headers.get("HX-Request") and not found.problems:
        response["HX-Push-Url"] = _address(found, in_full)
    return response


@of_release
def options(request: HttpRequest, index: Index | None, facet: str) -> HttpResponse:
    """The options of one facet, narrowed by what somebody types in it."""
    if index is None or facet not in BY_NAME:
        raise Http404
    asked, in_full = _asked(request)
    found = _found(request, index, asked)
    view = facet_view(found, BY_NAME[facet], in_full=in_full)
    return page(request, "explorer/_options.html", {"view": view}, release=found.release)


def _found(request: HttpRequest, index: Index, asked: QueryDict) -> ResultPage:
    return answer(index, read(index, asked), viewer=viewer_of(request), today=localdate())


def _results(found: ResultPage) -> dict[str, object]:
    return {
        "total": found.total,
        "amount": amount(found.total.all, of_groups=found.counts_groups),
        "left_out": possible_amount(found.total.left_out, of_groups=found.counts_groups),
        "least": found.index.weighing.least,
        "remarks": remarks(found.problems),
        "cards": [card(row) for row in found.profiles],
        "hints": hints(found) if found.query.wishes else (),
        "few": found.total.all < FEW,
        "paging": paging(found),
        "only_certain_url": _other(found, certain=True),
        "also_possible_url": _other(found, certain=False),
    }


def _asked(request: HttpRequest) -> tuple[QueryDict, frozenset[str]]:
    """The search as it was sent, and the facets to show in full: that is no wish but how the page looks."""
    asked = request.GET.copy()
    in_full = asked.pop(MORE, [])
    return asked, frozenset(str(name) for name in in_full) & frozenset(BY_NAME)


def _other(found: ResultPage, *, certain: bool) -> str:
    return search_url(links.only_certain(found.query, certain))


def _address(found: ResultPage, in_full: frozenset[str]) -> str:
    """What the address bar shows after a swap: without the empty fields of the form."""
    return in_full_url(found.query, in_full) if in_full else search_url(found.query)
