"""Which options of a facet a page shows: few, steady, and the most telling ones first seen."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from explorer.search.facets import Facet
from explorer.search.matching.options import Option
from explorer.search.results import ResultPage

FEW = 16
FIRST = 6
ALL = 200
NARROWED = 40


@dataclass(frozen=True, slots=True)
class Choice:
    """An option on the page; `depth` is how far it is indented."""

    option: Option
    depth: int


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices of a facet, and how many options are left behind "more"."""

    shown: tuple[Choice, ...]
    more: int


def choices(page: ResultPage, facet: Facet, *, in_full: bool) -> Choices:
    """The options of a facet to show; which ones depends on the release and not on the search.

    So an option neither moves nor goes when its count changes. Left out are
    words that nobody in the release has, unless somebody searches for them.
    """
    options = [option for option in page.options(facet.name) if not option.concept.is_not_recorded]
    if facet.name in page.query.narrowed:
        fitting = [option for option in options if not option.hidden]
        return _cut(fitting, set(_numbers(fitting[:NARROWED])))
    held = [option for option in options if option.chosen or page.index.counts[option.concept.number]]
    if in_full or len(held) <= FEW:
        return _cut(held, _most_held(page, held))
    first = _telling_most(page, held)
    return _cut(held, first | _roots_of(page, first), flat=True)


def _cut(options: Sequence[Option], kept: set[int], *, flat: bool = False) -> Choices:
    shown = [option for option in options if option.chosen or option.concept.number in kept]
    return Choices(
        shown=tuple(Choice(option, min(option.depth, 1 if flat else 3)) for option in shown),
        more=len(options) - len(shown),
    )


def _most_held(page: ResultPage, options: Iterable[Option]) -> set[int]:
    """The options that most people have; what stands above one of them is always among them."""
    counts = page.index.counts
    ranked = sorted(options, key=lambda option: (-counts[option.concept.number], option.depth))
    return set(_numbers(ranked[:ALL]))


def _telling_most(page: ResultPage, options: Sequence[Option]) -> set[int]:
    """The options that are the most specific thing told of most people; roots only where all are."""
    index, span = page.index, page.index.concepts.span(options[0].concept.attribute)
    told = index.ends.count(index.weighing.weigh(index.packed.people), span)
    below = [option for option in options if option.depth] or options
    ranked = sorted(below, key=lambda option: -told[option.concept.number - span.start])
    return set(_numbers(ranked[:FIRST]))


def _roots_of(page: ResultPage, numbers: Iterable[int]) -> set[int]:
    ancestors = (page.index.concepts.ancestors(number) for number in numbers)
    return {chain[-1] for chain in ancestors if chain}


def _numbers(options: Iterable[Option]) -> Iterable[int]:
    return (option.concept.number for option in options)
