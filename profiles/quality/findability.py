"""Each search compared with every profile: does it fit, does an employer see so, what would decide it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from explorer.demand.wishes import Search, Wish, facets_of
from profiles.quality.answers import SearchAnswer
from profiles.quality.fields import FIELDS
from profiles.quality.people import Mask, ProfilesInUse


@dataclass
class Findability:
    """Over all pairs of a search (as often as it was asked) and a profile.

    The profile fits for certain, and the release has a number for the search
    (`whole`), for parts of it (`partly`) or for nothing of it (`too_few`); or it
    fits and would not be counted (`not_counted`). `open`: nothing contradicts it,
    but something is not recorded or too general to decide. `fails`: something
    that is recorded does not fit.

    `answers` is how many searches get each answer. By field, of the profiles that
    miss it: `undecided[i, f]` is how many searches profile i leaves open for want
    of field f and nothing else, `helped[f]` in how many searches any profile does.
    """

    undecided: NDArray[np.int64]
    whole: int = 0
    partly: int = 0
    too_few: int = 0
    not_counted: int = 0
    open: int = 0
    fails: int = 0
    answers: dict[SearchAnswer, int] = field(default_factory=lambda: dict.fromkeys(SearchAnswer, 0))
    helped: NDArray[np.int64] = field(default_factory=lambda: np.zeros(len(FIELDS), dtype=np.int64))

    @property
    def searches(self) -> int:
        return sum(self.answers.values())

    @property
    def certain(self) -> int:
        return self.whole + self.partly + self.too_few + self.not_counted

    @property
    def pairs(self) -> int:
        return self.certain + self.open + self.fails


def findability(
    people: ProfilesInUse, searches: Mapping[Search, int], answers: Mapping[Search, SearchAnswer]
) -> Findability:
    """Compare each search with all profiles; a search with a word that no longer exists is left out."""
    result = Findability(np.zeros((len(people), len(FIELDS)), dtype=np.int64, order="F"))
    for search, times in searches.items():
        # A word that was taken out of the vocabulary can be met by no profile.
        if search and all(wish in people.wishes for wish in search):
            _add(result, people, search, times, answers[search])
    return result


def _add(
    result: Findability, people: ProfilesInUse, search: Search, times: int, answer: SearchAnswer
) -> None:
    facets = facets_of(search).values()
    verdicts = [verdict_of(people, wishes) for wishes in facets]
    certain = np.logical_and.reduce([meets for meets, _ in verdicts])
    possible = np.logical_and.reduce([meets | may for meets, may in verdicts])
    left_open = possible & ~certain
    # Certain to fit and counted by the release: only then an employer may see a number.
    counted = times * int((certain & people.counts).sum())
    result.answers[answer] += times
    result.whole += counted * (answer is SearchAnswer.WHOLE)
    result.partly += counted * (answer is SearchAnswer.PARTLY)
    result.too_few += counted * (answer is SearchAnswer.NONE)
    result.not_counted += times * int((certain & ~people.counts).sum())
    result.open += times * int(left_open.sum())
    result.fails += times * int((~possible).sum())
    # Only where one facet is open does filling it in decide.
    lacking = np.sum([may for _, may in verdicts], axis=0, dtype=np.uint8)
    for wishes, (_, may) in zip(facets, verdicts, strict=True):
        # Add what filling in would decide, for profiles that only the wishes of this facet leave open.
        among = left_open & may & (lacking == 1)
        for name in {wish.attribute for wish in wishes}:
            column = FIELDS.index(name)
            decided = among & people.missing[:, column]
            result.undecided[:, column] += times * decided
            result.helped[column] += times * bool(decided.any())


def verdict_of(people: ProfilesInUse, wishes: Iterable[Wish]) -> tuple[Mask, Mask]:
    """Which profiles meet one of the wishes of a facet, and which others may."""
    columns = [people.wishes[wish] for wish in wishes]
    meets: Mask = np.logical_or.reduce([people.meets[:, column] for column in columns])
    may: Mask = np.logical_or.reduce([people.may[:, column] for column in columns])
    return meets, may & ~meets
