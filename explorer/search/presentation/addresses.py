"""Addresses of a search and of those that differ in one thing, each query string written once."""

from collections.abc import Collection
from functools import cache

from django.urls import reverse

from explorer.search import links
from explorer.search.query import Query

MORE = "meer"
"""Parameter of the page itself: the facets of which all options are shown."""
PLACE_OF_REFERENCE = "REFERENTIE"


class Addresses:
    """The addresses beside a search that a page links to."""

    def __init__(self, query: Query) -> None:
        self._query = query
        parts = [(parameter, links.encoded(*parameter)) for parameter in links.parameters(query)]
        self._here = "&".join([part for _, part in parts])
        # Another search begins at its first page.
        self._parts = [(parameter, part) for parameter, part in parts if parameter[0] != links.PAGE]
        self._first = "&".join([part for _, part in self._parts])

    @property
    def search(self) -> str:
        """The search itself."""
        return self._with(self._here)

    @property
    def profile(self) -> str:
        """A profile that remembers the search, with `%s` in the place of its reference."""
        path = path_of("search:profile", PLACE_OF_REFERENCE)
        whole = f"{path}?{self._here}" if self._here else path
        return whole.replace("%", "%%").replace(PLACE_OF_REFERENCE, "%s", 1)

    def page(self, number: int) -> str:
        """Another page of its list."""
        return self._with(self._first, f"pagina={number}" if number > 1 else "")

    def certain(self, wanted: bool) -> str:
        """Only certain matches, or possible ones too."""
        if wanted == self._query.certain_only:
            return self._with(self._first)
        certain = ("zeker", "ja")
        return self._with(self._first, links.encoded(*certain)) if wanted else self.without([certain])

    def without(self, parameters: Collection[links.Parameter]) -> str:
        """The search without some of its parameters."""
        return self._with(*[part for parameter, part in self._parts if parameter not in parameters])

    def in_full(self, facets: Collection[str]) -> str:
        """The search with all options of these facets on the page."""
        return self._with(self._here, *(f"{MORE}={name}" for name in sorted(facets)))

    def _with(self, *parameters: str) -> str:
        asked = "&".join(filter(None, parameters))
        path = path_of("search:candidates")
        return f"{path}?{asked}" if asked else path


def search_url(query: Query) -> str:
    """The address of a search."""
    parameters, path = links.query_string(query), path_of("search:candidates")
    return f"{path}?{parameters}" if parameters else path


@cache
def path_of(view: str, *captured: str) -> str:
    """The path of a view: asked for all over a page, and always the same."""
    return reverse(view, args=captured)
