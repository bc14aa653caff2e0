"""Type-ahead for the boxes of the start page: options of a `datalist`."""

from django.http import HttpRequest, HttpResponse

from explorer.search.index.release_index import Index
from explorer.search.suggest import suggest
from explorer.search.views.conditional import of_release
from explorer.search.views.rendering import page


@of_release
def words(request: HttpRequest, index: Index | None) -> HttpResponse:
    """Occupations, tasks and skills for what somebody types as `q`."""
    return _suggestions(request, index, request.GET.get("q", ""))


@of_release
def places(request: HttpRequest, index: Index | None) -> HttpResponse:
    """Places for what somebody types as `vanuit`."""
    return _suggestions(request, index, request.GET.get("vanuit", ""), facet="plaats")


def _suggestions(
    request: HttpRequest, index: Index | None, text: str, *, facet: str | None = None
) -> HttpResponse:
    found = () if index is None else suggest(index, text, facet=facet)
    return page(request, "explorer/_suggestions.html", {"suggestions": found})
