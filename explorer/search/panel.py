"""The filters beside the answer: facets with their options, numbers and what is chosen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED, PublishedConcept
from explorer.release.shapes import REGIONAL_CONDITIONS
from explorer.release.vocabulary import Vocabulary
from explorer.search.answer import Answer
from explorer.search.counts import members_of
from explorer.search.current import Current
from explorer.search.facets import BY_NAME, DISTANCES, FACETS, Facet, FacetKind
from explorer.search.links import MORE, query_string, value_of
from explorer.search.query import Query
from explorer.search.wording import Amount, all_of, fewest, name_of, names_of, region_name, within

# Options of a long facet that show before all are asked for.
LISTED = 8
# Options up to which a facet lists them all; of more, those with a number and the widest ones.
MANY = 12
OPEN = ("taak", "vaardigheid", "plaats", "uren")
SPECIAL = (NOT_RECORDED, NOT_APPLICABLE)


class Limits:
    """From how many people the numbers of an answer are published; 0 where no single number says it."""

    def __init__(self, now: Current, found: Answer) -> None:
        vocabulary = now.vocabulary
        members = members_of(vocabulary, found.query)
        region = found.regions[0] if len(found.regions) == 1 else None
        self._k = now.k
        self._country = vocabulary.areas[now.country]
        # A sum of municipalities has no area and so no single threshold.
        self._own = vocabulary.area_with(members) if members else self._country
        self._regional = vocabulary.area_with(vocabulary.municipalities_of(region)) if region else None
        if not found.regions:
            self._regional = self._country
        asked = [part.facet.attributes[0] for part in found.parts]
        self._asked = asked[0] if len(asked) == 1 else ""

    def of(self, attribute: str) -> int:
        """With a condition of an attribute, "" for none."""
        area = self._regional if attribute in REGIONAL_CONDITIONS else self._own
        return fewest(area, attribute, k=self._k)

    def of_title(self) -> int:
        """Of the title, and beside a what."""
        return self.of(self._asked)

    def of_option(self, facet: Facet) -> int:
        """Beside an option of a facet."""
        if facet.kind == FacetKind.WHERE:
            return fewest(self._country, self._asked, k=self._k)
        if facet.kind == FacetKind.WHAT:
            return self.of_title()
        return self.of(facet.attributes[0])


class Option(NamedTuple):
    """A box to tick. `indent`: the class of its depth; `under`: the id of the option above it.

    A tuple, since a page has a hundred and takes them apart.
    """

    id: str
    value: str
    label: str
    amount: Amount
    is_chosen: bool
    indent: str
    under: str
    is_heading: bool


@dataclass(frozen=True, slots=True)
class FacetView:
    """A facet as the panel shows it. `all_url` lists all `total` options, or only some again."""

    name: str
    label: str | Promise
    explanation: str | Promise
    icon: str
    chosen: str
    options: tuple[Option, ...]
    total: int
    all_url: str
    is_full: bool
    is_open: bool
    note: str


@dataclass(frozen=True, slots=True)
class Panel:
    """`main` facets show at once; of those behind *Meer filters* the ones that are used are `others`,
    the rest are `more`: (label, address that opens it). `full` is listed whole; `count` wishes are chosen."""

    text: str
    read: str
    centre: str
    distances: tuple[tuple[int, bool], ...]
    main: tuple[FacetView, ...]
    others: tuple[FacetView, ...]
    more: tuple[tuple[str | Promise, str], ...]
    full: str
    count: int


def panel(now: Current, found: Answer, *, text: str, full: str = "") -> Panel:
    """The panel of an answer to what was typed; `full` names the facet of which all options are listed."""
    query, vocabulary = found.query, now.vocabulary
    used, address = shown_facets(vocabulary, query, full), query_string(vocabulary, query)
    limits = Limits(now, found)
    views = {
        facet.name: _facet(now, found, facet, limits, address, is_full=facet.name == full) for facet in used
    }
    return Panel(
        text=text,
        read=text if query.read else "",
        centre=name_of(vocabulary, query.centre) if query.centre else "",
        distances=tuple((km, km == query.km) for km in DISTANCES),
        main=tuple(views[facet.name] for facet in FACETS if facet.is_main),
        others=tuple(views[facet.name] for facet in FACETS if not facet.is_main and facet.name in views),
        more=tuple(
            (facet.label, f"{_all_url(address, facet.name)}#facet-{facet.name}")
            for facet in FACETS
            if facet.name not in views
        ),
        full=full,
        count=len(chosen_numbers(query)) + bool(query.centre),
    )


def shown_facets(vocabulary: Vocabulary, query: Query, full: str = "") -> tuple[Facet, ...]:
    """The facets of which options are shown: the main ones, those that are used, the one listed whole."""
    return tuple(
        facet for facet in FACETS if facet.is_main or facet.name == full or _chosen(vocabulary, query, facet)
    )


def chosen_numbers(query: Query) -> tuple[int, ...]:
    """Concept numbers of everything chosen but the centre of a circle."""
    return (*query.whats, *query.places, *(each for options in query.wishes.values() for each in options))


def _facet(
    now: Current, found: Answer, facet: Facet, limits: Limits, address: str, *, is_full: bool
) -> FacetView:
    vocabulary, query = now.vocabulary, found.query
    chosen = _chosen(vocabulary, query, facet)
    numbers = found.options.get(facet.name, {})
    concepts: Sequence[PublishedConcept] = _concepts(vocabulary, facet.attributes)
    if facet.is_long:
        listed = concepts if is_full else _largest(vocabulary, found, facet, chosen)
    else:
        # A question that was not asked of anybody is no choice.
        concepts = [
            each
            for each in concepts
            if each.code != NOT_APPLICABLE or numbers.get(each.number) or each.number in chosen
        ]
        listed = concepts
        if len(concepts) > MANY and not is_full:
            listed = [
                each
                for each in concepts
                if each.parent is None or numbers.get(each.number) or each.number in chosen
            ]
    names = [name_of(vocabulary, number) for number in chosen]
    if facet.kind == FacetKind.WHERE and query.centre:
        names.append(within(vocabulary, query.centre, query.km or 0))
    return FacetView(
        name=facet.name,
        label=facet.label,
        explanation=facet.explanation,
        icon=facet.icon,
        chosen=all_of(names),
        options=tuple(
            _options(now, numbers, facet, listed, chosen, limits, is_tree=not facet.is_long or is_full)
        ),
        total=len(concepts),
        all_url=_all_url(address, "" if is_full else facet.name)
        if len(concepts) > len(listed) or is_full
        else "",
        is_full=is_full,
        is_open=facet.name in OPEN or bool(names) or is_full,
        note=_note(vocabulary, found, facet),
    )


def _note(vocabulary: Vocabulary, found: Answer, facet: Facet) -> str:
    """What the numbers of a facet are of, where they are not those of the whole search."""
    # With several conditions no number of all of them together exists (rule 9).
    if found.counts_alone and facet.kind == FacetKind.CONDITION and facet.name not in found.query.wishes:
        return _("Deze getallen gelden zonder uw andere wensen.")
    if not facet.is_local and found.regions:
        regions = all_of([region_name(vocabulary, region) for region in found.regions])
        return _("Deze getallen gelden voor de hele regio %(region)s.") % {"region": regions}
    return ""


def _chosen(vocabulary: Vocabulary, query: Query, facet: Facet) -> tuple[int, ...]:
    if facet.kind == FacetKind.WHAT:
        return tuple(what for what in query.whats if vocabulary[what].attribute in facet.attributes)
    return query.places if facet.kind == FacetKind.WHERE else query.wishes.get(facet.name, ())


def _largest(
    vocabulary: Vocabulary, found: Answer, facet: Facet, chosen: tuple[int, ...]
) -> list[PublishedConcept]:
    """The narrowest options that most people have and what is chosen, largest first.

    Their numbers do not depend on what is chosen in the facet, so a tick moves none of them.
    """
    numbers, near = found.options.get(facet.name, {}), found.municipalities
    order = {
        number: (-numbers.get(number, 0), number not in near, number)
        for number in (*_narrow(vocabulary, facet.name), *chosen)
    }
    # Eight of perhaps thousands: the others need no order.
    best = nsmallest(LISTED, _narrow(vocabulary, facet.name), key=order.__getitem__)
    return [vocabulary[number] for number in sorted({*best, *chosen}, key=order.__getitem__)]


@lru_cache(maxsize=64)
def _concepts(vocabulary: Vocabulary, attributes: tuple[str, ...]) -> tuple[PublishedConcept, ...]:
    return tuple(each for attribute in attributes for each in vocabulary.of(attribute))


@lru_cache(maxsize=64)
def _narrow(vocabulary: Vocabulary, name: str) -> frozenset[int]:
    """Options of a facet that have none below them, all places, no special ones; made once per release."""
    facet = BY_NAME[name]
    return frozenset(
        concept.number
        for attribute in facet.attributes
        for concept in vocabulary.of(attribute)
        if concept.code not in SPECIAL
        and (facet.kind == FacetKind.WHERE or not vocabulary.children(concept.number))
    )


def _options(
    now: Current,
    numbers: Mapping[int, int],
    facet: Facet,
    concepts: Sequence[PublishedConcept],
    chosen: tuple[int, ...],
    limits: Limits,
    *,
    is_tree: bool,
) -> Iterator[Option]:
    limit = limits.of_option(facet)
    names = names_of(now.vocabulary)
    # Few options differ in their number.
    amounts = {
        number: Amount(number, now.k, limit)
        for number in {numbers.get(concept.number, 0) for concept in concepts}
    }
    depths: dict[int | None, int] = {None: -1}
    for concept in concepts:
        number = concept.number
        # A parent comes before its children, so its depth is known.
        depth = depths[number] = depths.get(concept.parent, -1) + 1
        yield Option(
            id=f"{facet.name}-{number}",
            value=value_of(concept, facet.attributes),
            label=names[number],
            amount=amounts[numbers.get(number, 0)],
            is_chosen=number in chosen,
            indent=f" explorer-option--{min(depth, 3)}" if is_tree and depth else "",
            under=f"{facet.name}-{concept.parent}" if concept.parent else "",
            is_heading=concept.is_heading and number not in chosen,
        )


def _all_url(address: str, facet: str) -> str:
    """The same search with all options of a facet, or of none."""
    if facet:
        return f"{address}{'&' if address else '?'}{MORE}={facet}"
    return address or "?"
