"""A search as an address sends it: read, and what else of the address shows on its page.

Written in another order, with empty fields or a value twice, it is the same search;
`told_by` is then the same, and so is the page. What could not be used and what
stands typed in the fields shows, and tells pages apart.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from explorer.search import links
from explorer.search.facets import BY_NAME, DEFAULT_RADIUS
from explorer.search.index.release_index import Index
from explorer.search.presentation.addresses import MORE
from explorer.search.presentation.panel import TYPED
from explorer.search.query import Query
from explorer.search.results import read


@dataclass(frozen=True)
class Sent:
    """`typed` is what stands in the fields, `in_full` the facets of which all options are shown."""

    index: Index
    query: Query
    typed: Mapping[str, str]
    in_full: frozenset[str]

    @property
    def told_by(self) -> tuple[Hashable, ...]:
        """All of an address that its page shows: where this is the same, so is the page."""
        return (
            links.query_string(self.query),
            self.query.problems,
            tuple(self.typed.items()),
            tuple(sorted(self.in_full)),
        )

    @property
    def is_bare(self) -> bool:
        """Whether it asks nothing, and shows nothing that somebody asked."""
        return not any(self.told_by)


def sent_in(index: Index, parameters: QueryDict) -> Sent:
    """Read the parameters of an address for this release."""
    asked, in_full = parameters, frozenset[str]()
    if MORE in parameters:  # no wish, but how the page looks
        asked = parameters.copy()
        in_full = frozenset(map(str, asked.pop(MORE))) & frozenset(BY_NAME)
    query = read(index, asked)
    return Sent(index, query, _typed(query, asked), in_full)


def _typed(query: Query, asked: QueryDict) -> dict[str, str]:
    """Texts as they were typed, without those that say nothing; of a place found by its code its name."""
    typed = {name: text for name in TYPED if (text := asked.get(name, ""))}
    if query.radius is not None and typed.get("vanuit") == query.radius.centre.code:
        typed["vanuit"] = query.radius.centre.label
    if typed.get("straal") == str(DEFAULT_RADIUS):
        del typed["straal"]
    return typed
