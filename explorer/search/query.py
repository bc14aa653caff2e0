"""What somebody asks for, read and resolved. `filters` makes it, everything else reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from explorer.search.concepts import Concept
from explorer.search.facets import BY_NAME, WORDS


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the address that was left out of the search; `text` says so to the reader."""

    parameter: str
    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Radius:
    """Everybody within so many kilometres of a place that has a point."""

    centre: Concept
    kilometres: int


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours a week from `start` to `end`; None is open on that side."""

    start: int | None
    end: int | None


@dataclass(frozen=True)
class Query:
    """A search. `selections` holds the chosen concepts by facet name, only of facets with a choice.

    `words` is the free text and `word_concepts` what it was resolved to; the
    text is empty when it means nothing to the release. `without_unknown` names
    the facets (and `q`) whose switch "show the unknown too" is off.
    """

    selections: Mapping[str, tuple[Concept, ...]] = field(default_factory=lambda: MappingProxyType({}))
    without_unknown: frozenset[str] = frozenset()
    radius: Radius | None = None
    hours: Hours | None = None
    certain_only: bool = False
    words: str = ""
    word_concepts: tuple[Concept, ...] = ()
    narrowed: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    page: int = 1
    problems: tuple[Problem, ...] = ()

    def chosen(self, facet: str) -> tuple[Concept, ...]:
        """The options chosen by hand in a facet, in display order."""
        return self.selections.get(facet, ())

    def shows_unknown(self, facet: str) -> bool:
        """Whether the switch "show the unknown too" of this facet is on."""
        return facet not in self.without_unknown

    @cached_property
    def wishes(self) -> tuple[str, ...]:
        """Names of the facets that this search restricts, `q` first, then in the order of the table."""
        asked = {name for name, chosen in self.selections.items() if chosen}
        if self.word_concepts:
            asked.add(WORDS)
        if self.radius is not None:
            asked.add("plaats")
        if self.hours is not None:
            asked.add("uren")
        return tuple([name for name in (WORDS, *BY_NAME) if name in asked]) if asked else ()

    def restricts(self, facet: str) -> bool:
        """Whether the search asks something of this facet."""
        return facet in self.wishes
