"""What the gaps of each person cost: the searches of employers in which they may fit but do not certainly.

The coach asks it of one person, the work list of all people of a case worker.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.demand.wishes import Search, facets_of
from profiles.quality.asked import asked, kept_weeks
from profiles.quality.fields import FIELDS
from profiles.quality.findability import verdict_of
from profiles.quality.meaning import meaning
from profiles.quality.people import ProfilesInUse, read_people
from profiles.register.models.profile import ProfileQuerySet
from profiles.vocabulary.tree import load_tree

ENOUGH = 4


@dataclass(frozen=True)
class PersonCosts:
    """Of one person, in searches as often as they were asked.

    `fitting`: nothing that is recorded contradicts them; `different` counts each of those once.
    `certain`: of those, everything asked is recorded. `lost` is by field, most first: searches
    that stay open for want of it.
    """

    different: int
    fitting: int
    certain: int
    lost: Mapping[str, int]

    @property
    def says_enough(self) -> bool:
        """Whether a percentage says something: of fewer searches it would be about one or two of them."""
        return self.different >= ENOUGH

    @property
    def total_lost(self) -> int:
        return self.fitting - self.certain

    def share(self, searches: int) -> float:
        """Searches as a part of those that fit."""
        return searches / self.fitting if self.fitting else 0.0


@dataclass(frozen=True)
class GapCosts:
    """By primary key of the profile. `are_examples`: employers searched too little, so ours were used."""

    people: Mapping[int, PersonCosts]
    are_examples: bool
    weeks: int


def gap_costs(profiles: ProfileQuerySet, *, on: datetime.date) -> GapCosts:
    """Compare these profiles, as far as they are in use, with what employers searched for lately."""
    demand = asked(kept_weeks(on=on))
    tree = load_tree(on=on)
    meanings = {wish: meaning(tree, wish) for search in demand.searches for wish in search}
    # Words that left the vocabulary mean nothing any more.
    known = {wish: found for wish, found in meanings.items() if found is not None}
    people = read_people(profiles, wishes=known, tree=tree, on=on)
    # A search with a word that no longer exists finds no one, whatever is filled in.
    searches = {
        search: times
        for search, times in demand.searches.items()
        if search and all(w in known for w in search)
    }
    return GapCosts(dict(_costs(people, searches)), demand.are_examples, demand.weeks)


def _costs(people: ProfilesInUse, searches: Mapping[Search, int]) -> Sequence[tuple[int, PersonCosts]]:
    count = len(people)
    different, fitting, certain = (np.zeros(count, dtype=np.int64) for _i in range(3))
    lost = np.zeros((count, len(FIELDS)), dtype=np.int64)
    for search, times in searches.items():
        facets = facets_of(search)
        verdicts = [(wishes, *verdict_of(people, wishes)) for wishes in facets.values()]
        is_certain = np.logical_and.reduce([meets for _, meets, _ in verdicts])
        fits = np.logical_and.reduce([meets | may for _, meets, may in verdicts])
        # Once a search, however often it was asked: how sure a share is goes by different searches.
        different += fits
        fitting += times * fits
        certain += times * is_certain
        for wishes, _meets, may in verdicts:
            for name in {wish.attribute for wish in wishes}:
                column = FIELDS.index(name)
                # Of several gaps each counts whole: filling in one of them may already decide.
                lost[:, column] += times * (fits & may & people.missing[:, column])
    return [
        (int(number), PersonCosts(int(different[i]), int(fitting[i]), int(certain[i]), _by_field(lost[i])))
        for i, number in enumerate(people.profiles)
    ]


def _by_field(lost: NDArray[np.int64]) -> dict[str, int]:
    order = sorted(range(len(FIELDS)), key=lambda i: (-lost[i], i))
    return {FIELDS[i]: int(lost[i]) for i in order if lost[i]}
