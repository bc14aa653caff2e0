"""Type-ahead for the boxes of the start page: options of a `datalist`."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from explorer.search.index.current import current_index
from explorer.search.suggest import suggest
from explorer.search.views.rendering import page


@require_safe
def words(request: HttpRequest) -> HttpResponse:
    """Occupations, tasks and skills for what somebody types as `q`."""
    return _suggestions(request, request.GET.get("q", ""))


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Places for what somebody types as `vanuit`."""
    return _suggestions(request, request.GET.get("vanuit", ""), facet="plaats")


def _suggestions(request: HttpRequest, text: str, *, facet: str | None = None) -> HttpResponse:
    index = current_index()
    found = () if index is None else suggest(index, text, facet=facet)
    return page(request, "explorer/_suggestions.html", {"suggestions": found})
