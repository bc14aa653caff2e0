"""The search page, and the options of one facet for its type-ahead."""

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.timezone import localdate

from explorer.search.facets import BY_NAME
from explorer.search.index.release_index import Index
from explorer.search.presentation.addresses import MORE, Addresses
from explorer.search.presentation.search_page import facet_options, search_page
from explorer.search.results import ResultPage, answer, read
from explorer.search.views.conditional import of_release
from explorer.search.views.counting import count_search
from explorer.search.views.rendering import page, told_apart
from explorer.search.views.viewer import viewer_of


@of_release
def candidates(request: HttpRequest, index: Index | None) -> HttpResponse:
    """The whole page, also for htmx: it takes from it what changed, so a swap cannot differ from a load."""
    if index is None:
        return page(request, "explorer/no_release.html", {})
    asked, in_full = _asked(request)
    found = _found(request, index, asked)
    count_search(request, found)
    html = search_page(found, asked, in_full=in_full, indexed=not request.GET)
    response = told_apart(HttpResponse(html))
    if request.headers.get("HX-Request") and not found.problems:
        # What the address bar shows after a swap: without the empty fields of the form.
        response["HX-Push-Url"] = Addresses(found.query).in_full(in_full)
    return response


@of_release
def options(request: HttpRequest, index: Index | None, facet: str) -> HttpResponse:
    """The options of one facet, narrowed by what somebody types in it."""
    if index is None or facet not in BY_NAME:
        raise Http404
    asked, in_full = _asked(request)
    found = _found(request, index, asked)
    return told_apart(HttpResponse(facet_options(found, facet, in_full=in_full)))


def _found(request: HttpRequest, index: Index, asked: QueryDict) -> ResultPage:
    return answer(index, read(index, asked), viewer=viewer_of(request), today=localdate())


def _asked(request: HttpRequest) -> tuple[QueryDict, frozenset[str]]:
    """The search as it was sent, and the facets to show in full: that is no wish but how the page looks."""
    asked = request.GET.copy()
    in_full = asked.pop(MORE, [])
    return asked, frozenset(str(name) for name in in_full) & frozenset(BY_NAME)
