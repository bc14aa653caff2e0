"""Which searches can see whom: each held against every profile, and what filling in a field would decide."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from explorer.demand.wishes import Search, Wish
from profiles.quality.bits import Mask
from profiles.quality.fields import FIELDS
from profiles.quality.people import People
from profiles.quality.shown import Shown


@dataclass
class Findability:
    """Over all pairs of a search (as often as it was asked) and a profile.

    Everything that is asked is recorded and fits, and employers see so (`shown`),
    or the release holds a part of it back (`withheld`) or does not have the
    profile at all (`hidden`). `open`: nothing speaks against it, but something is
    not recorded or too general to tell. `fails`: something that is recorded does
    not fit.

    By field, of the profiles that miss it: `undecided[i, f]` is how many searches
    profile i leaves open for want of field f and nothing else, and `helped[f]` how
    many searches there are in which that is so for anybody.
    """

    searches: int
    shown: int
    withheld: int
    hidden: int
    open: int
    fails: int
    undecided: NDArray[np.int64]
    helped: NDArray[np.int64] = field(default_factory=lambda: np.zeros(len(FIELDS), dtype=np.int64))

    @property
    def sure(self) -> int:
        return self.shown + self.withheld + self.hidden

    @property
    def pairs(self) -> int:
        return self.sure + self.open + self.fails


def findability(people: People, shown: Shown, searches: Mapping[Search, int]) -> Findability:
    """Hold each search against all profiles; a search with a word that no longer exists is left out."""
    result = Findability(0, 0, 0, 0, 0, 0, np.zeros((len(people), len(FIELDS)), dtype=np.int64))
    for search, times in searches.items():
        if search and all(wish in people.wishes for wish in search):
            _add(result, people, shown, search, times)
    return result


def _add(result: Findability, people: People, shown: Shown, search: Search, times: int) -> None:
    facets = facets_of(search).values()
    answers = [_answer(people, wishes) for wishes in facets]
    sure = np.logical_and.reduce([meets for meets, _ in answers])
    possible = np.logical_and.reduce([meets | may for meets, may in answers])
    open_ = possible & ~sure
    result.searches += times
    seen = shown.seen([people.wishes[wish] for wish in wishes] for wishes in facets)
    result.shown += times * int((sure & seen).sum())
    result.withheld += times * int((sure & shown.stands & ~seen).sum())
    result.hidden += times * int((sure & ~shown.stands).sum())
    result.open += times * int(open_.sum())
    result.fails += times * int((~possible).sum())
    lacking = np.sum([may for _, may in answers], axis=0, dtype=np.uint8)
    for wishes, (_, may) in zip(facets, answers, strict=True):
        _decide(result, people, wishes, open_ & may & (lacking == 1), times)


def _decide(result: Findability, people: People, wishes: Iterable[Wish], for_these: Mask, times: int) -> None:
    """Add to what filling in would decide: for those whom only these wishes of one facet leave open."""
    for name in {wish.attribute for wish in wishes}:
        place = FIELDS.index(name)
        decided = for_these & people.missing[:, place]
        result.undecided[:, place] += times * decided
        result.helped[place] += times * bool(decided.any())


def facets_of(search: Search) -> Mapping[str, list[Wish]]:
    """The wishes of a search by facet: of each facet one must hold."""
    facets: dict[str, list[Wish]] = defaultdict(list)
    for wish in search:
        facets[wish.facet].append(wish)
    return facets


def _answer(people: People, wishes: Iterable[Wish]) -> tuple[Mask, Mask]:
    """Who meets one of the wishes, and who else may."""
    places = [people.wishes[wish] for wish in wishes]
    meets = np.logical_or.reduce([people.meets[:, place] for place in places])
    may = np.logical_or.reduce([people.may[:, place] for place in places])
    return meets, np.logical_and(may, ~meets)
