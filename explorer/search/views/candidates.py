"""The search page, and the options of one facet for its type-ahead."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate

from explorer.search.facets import BY_NAME
from explorer.search.presentation.addresses import Addresses
from explorer.search.presentation.search_page import facet_options, search_page
from explorer.search.results import ResultPage, answer
from explorer.search.views.conditional import of_search
from explorer.search.views.counting import count_search
from explorer.search.views.rendering import page, told_apart
from explorer.search.views.sent import Sent
from explorer.search.views.viewer import viewer_of


@of_search
def candidates(request: HttpRequest, sent: Sent | None) -> HttpResponse:
    """The whole page, also for htmx: it takes from it what changed, so a swap cannot differ from a load."""
    if sent is None:
        return page(request, "explorer/no_release.html", {})
    found = _found(request, sent)
    count_search(request, found)
    html = search_page(found, sent.typed, in_full=sent.in_full, indexed=sent.is_bare)
    response = told_apart(HttpResponse(html))
    if request.headers.get("HX-Request") and not found.problems:
        # What the address bar shows after a swap: without the empty fields of the form.
        response["HX-Push-Url"] = Addresses(found.query).in_full(sent.in_full)
    return response


@of_search
def options(request: HttpRequest, sent: Sent | None, facet: str) -> HttpResponse:
    """The options of one facet, narrowed by what somebody types in it."""
    if sent is None or facet not in BY_NAME:
        raise Http404
    return told_apart(HttpResponse(facet_options(_found(request, sent), facet, in_full=sent.in_full)))


def _found(request: HttpRequest, sent: Sent) -> ResultPage:
    return answer(sent.index, sent.query, viewer=viewer_of(request), today=localdate())
