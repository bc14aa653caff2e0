"""The options of a facet as a page lists them: in display order, with count, choice and depth."""

from collections.abc import Iterator
from dataclasses import dataclass

from explorer.search import suggest
from explorer.search.concepts import Concept
from explorer.search.facets import Facet
from explorer.search.index.release_index import Index
from explorer.search.matching.counts import Counts
from explorer.search.query import Query


@dataclass(frozen=True, slots=True)
class Option:
    """One option. At `depth` 0 stand roots; `hidden` are options that "search within" leaves out."""

    concept: Concept
    count: int
    chosen: bool
    depth: int
    hidden: bool


def options(index: Index, query: Query, facet: Facet, counts: Counts) -> tuple[Option, ...]:
    """All options of a facet: each root with what stands below it, the two special ones last."""
    chosen = set(query.chosen(facet.name))
    narrowed = query.narrowed.get(facet.name)
    kept = suggest.narrow(index, narrowed, facet=facet.name) if narrowed else None
    return tuple(
        Option(
            concept=concept,
            count=counts.of(concept),
            chosen=concept in chosen,
            depth=len(index.concepts.ancestors(concept.number)),
            hidden=kept is not None and concept.number not in kept and concept not in chosen,
        )
        for concept in _listed(index, facet.attribute)
    )


def _listed(index: Index, attribute: str) -> Iterator[Concept]:
    """Depth first; stable, so what is special comes last and all else as the vocabulary has it."""
    roots = [concept for concept in index.concepts.of(attribute) if concept.parent is None]
    for root in sorted(roots, key=lambda concept: concept.is_special):
        yield root
        yield from index.concepts.descendants(root.number)
