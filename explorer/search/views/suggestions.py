"""Type-ahead: words as links that choose what they mean, places as names to fill in."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from explorer.search.current import Current
from explorer.search.suggestions import place_names, word_groups
from explorer.search.views.released import of_release
from explorer.web.pages import page


@of_release
def words(request: HttpRequest, now: Current) -> HttpResponse:
    """Tasks, skills and occupations for what is typed as `q`, each with the search that asks for it."""
    groups = word_groups(now, request.GET, language=get_language() or "nl")
    return page(request, "explorer/_words.jinja", {"groups": groups})


@of_release
def places(request: HttpRequest, now: Current) -> HttpResponse:
    """Names of places for what is typed as `vanuit`."""
    names = place_names(now, request.GET.get("vanuit", ""), language=get_language() or "nl")
    return page(request, "explorer/_places.jinja", {"names": names})
