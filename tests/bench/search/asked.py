"""What is asked: two sets of searches of no to four facets, the same at every size and in every run.

`TUNED` is what the search was measured with while it was made. `UNSEEN` was not
used for that: other lots, and drawn another way, from what profiles tell.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from urllib.parse import urlencode

import numpy as np
from django.http import QueryDict

from explorer.search.concepts import Concepts
from explorer.search.facets import BY_ATTRIBUTE, FACETS
from tests.bench.search.made_up import SHAPE

TUNED, UNSEEN, PAGES = "tuned", "unseen", "pages"
SETS = (TUNED, UNSEEN)
SEEDS = {TUNED: 2, UNSEEN: 20261123, PAGES: 7}
# In the set that was tuned on only the first options of a facet are asked for, groups mostly.
FIRST = 40
AFTER_GROUPS = 0.6


@dataclass(frozen=True)
class Wish:
    """At least one of these options of an attribute, whose concepts are numbered by `span`."""

    attribute: str
    span: range
    options: tuple[int, ...]


@dataclass(frozen=True)
class Asked:
    """One search: as it stands in an address, and as numbers of concepts for those who read no address."""

    text: str
    wishes: tuple[Wish, ...] = field(hash=False)

    @property
    def by_key(self) -> str:
        """The address of a project that names its options by their key."""
        pairs = [
            (BY_ATTRIBUTE[wish.attribute].name, option) for wish in self.wishes for option in wish.options
        ]
        return urlencode(pairs)

    def data(self, *, certain: bool) -> QueryDict:
        """The parameters of the address; `certain` shows only who meets all wishes for certain."""
        extra = "&zeker=ja" if certain else ""
        return QueryDict(self.text + extra)


def searches(words: Concepts, name: str, how_many: int) -> tuple[Asked, ...]:
    """The first searches of a set."""
    chance = np.random.default_rng(SEEDS[name])
    draw = _of_first_options if name == TUNED else _of_all_options
    return tuple(islice((_asked(words, draw(words, chance)) for _ in iter(int, 1)), how_many))


def different(words: Concepts) -> Iterator[Asked]:
    """Searches for whole pages without end, no two alike, so that no cache can answer one."""
    chance, known = np.random.default_rng(SEEDS[PAGES]), set[str]()
    while True:
        drawn = _asked(words, _of_all_options(words, chance))
        if drawn.text not in known:
            known.add(drawn.text)
            yield drawn


def _of_first_options(words: Concepts, chance: np.random.Generator) -> QueryDict:
    query = QueryDict(mutable=True)
    for place in chance.choice(len(FACETS), size=chance.integers(0, 5), replace=False):
        codes = words.codes(FACETS[place].attribute)[:FIRST]
        query.setlist(FACETS[place].name, list(chance.choice(codes, size=chance.integers(1, 4))))
    return query


def _of_all_options(words: Concepts, chance: np.random.Generator) -> QueryDict:
    """Words as often as groups, and the frequent ones more often, as people would ask for them."""
    query = QueryDict(mutable=True)
    for place in chance.choice(len(FACETS), size=chance.integers(0, 5), replace=False):
        attribute = FACETS[place].attribute
        codes, (groups, leaves, _) = words.codes(attribute), SHAPE[attribute]
        chosen = []
        for _ in range(chance.integers(1, 4)):
            low, size = (groups, leaves) if leaves and chance.random() < AFTER_GROUPS else (0, groups)
            chosen.append(codes[low + min(size - 1, int(chance.pareto(1.0) * size / 12))])
        query.setlist(FACETS[place].name, sorted(set(chosen)))
    return query


def _asked(words: Concepts, query: QueryDict) -> Asked:
    wishes = []
    for facet in FACETS:
        codes = query.getlist(facet.name)
        found = (words.find(attribute=facet.attribute, code=code) for code in codes)
        options = tuple(sorted({concept.number for concept in found if concept is not None}))
        if options:
            wishes.append(Wish(facet.attribute, words.span(facet.attribute), options))
    return Asked(query.urlencode(), tuple(wishes))
