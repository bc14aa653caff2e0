"""What the active release lets employers see of profiles: which of its rows meet which wish for certain."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from django.db import connections, router
from django.db.models import Func
from numpy.typing import NDArray

from explorer.demand.wishes import Wish
from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED, PublishedConcept, PublishedProfile, Release
from profiles.publication.models import ReleasedProfile
from profiles.quality.bits import Mask, added_up, arrays, unpacked
from profiles.quality.fields import PLACE
from profiles.quality.meaning import kilometres

NOBODY = np.zeros(0, dtype=np.int64)
# A row holds a word with all that stand above it, so a wish is met by the word itself. It is looked up in
# each row alone: a join of all facts with the words takes four times as long.
ROWS = """
SELECT row.number, said.* FROM {rows} row
CROSS JOIN LATERAL (SELECT {said} FROM unnest(row.facts) AS held (concept)) AS said
WHERE row.release_id = %s
"""


class Word(NamedTuple):
    """A word of the release."""

    number: int
    attribute: str
    code: str
    parent: int | None
    latitude: float | None
    longitude: float | None

    @property
    def is_special(self) -> bool:
        return self.code in (NOT_RECORDED, NOT_APPLICABLE)

    def is_near(self, centre: "Word", distance: int) -> bool:
        """Whether both have a point and lie so many kilometres apart at most."""
        north, east, south, west = self.latitude, self.longitude, centre.latitude, centre.longitude
        if north is None or east is None or south is None or west is None:
            return False
        return kilometres((north, east), (south, west)) <= distance


@dataclass(frozen=True)
class Shown:
    """`person[i]` stands on row `row[i]`; `meets` goes by row and wish. `stands`: who is in the release."""

    person: NDArray[np.int64]
    row: NDArray[np.int64]
    meets: Mask
    stands: Mask

    def seen(self, facets: Iterable[Iterable[int]]) -> Mask:
        """Who stands on a row that meets one wish of each facet; wishes are columns of `meets`."""
        rows = np.ones(len(self.meets), dtype=np.bool_)
        for wishes in facets:
            rows &= np.logical_or.reduce([self.meets[:, wish] for wish in wishes])
        seen = np.zeros(len(self.stands), dtype=np.bool_)
        seen[self.person[rows[self.row]]] = True
        return seen


def read_shown(profiles: NDArray[np.int64], wishes: Iterable[Wish]) -> Shown:
    """Of profiles by primary key, ascending. Four statements; without a release nobody stands anywhere."""
    release = Release.objects.active()
    wanted = list(wishes)
    person, rows = _placed(release, profiles) if release else (NOBODY, NOBODY)
    numbers, row = np.unique(rows, return_inverse=True)
    meets = np.zeros((len(numbers), len(wanted)), dtype=np.bool_)
    if release and wanted:
        told, said = _meets(release, wanted)
        taken = np.isin(told, numbers)
        meets[np.searchsorted(numbers, told[taken])] = said[taken]
    stands = np.zeros(len(profiles), dtype=np.bool_)
    stands[person] = True
    return Shown(person=person, row=row, meets=meets, stands=stands)


def _placed(release: Release, profiles: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Places in `profiles`, and beside each a row of the release that the person stands on."""
    released = ReleasedProfile.objects.filter(
        publication__release_number=release.number, withdrawn_at=None, profile__isnull=False
    )
    found = released.order_by().values_list("profile", Func("row_numbers", function="unnest"))
    table = np.array(list(found), dtype=np.int64).reshape(-1, 2)
    table = table[np.isin(table[:, 0], profiles)]
    return np.searchsorted(profiles, table[:, 0]), table[:, 1]


def _meets(release: Release, wishes: list[Wish]) -> tuple[NDArray[np.int64], Mask]:
    """The numbers of the rows, and which wishes each of them meets."""
    columns: dict[int, Mask] = {}
    for column, numbers in enumerate(met_by(list(_words(release)), wishes)):
        for number in numbers:
            # Words of a release are numbered from nought, arrays of the database from one.
            columns.setdefault(number + 1, np.zeros(len(wishes), dtype=np.bool_))[column] = True
    words = arrays(columns, width=len(wishes))
    statement = ROWS.format(said=added_up("held.concept + 1", words), rows=PublishedProfile._meta.db_table)
    with connections[router.db_for_read(PublishedProfile)].cursor() as cursor:
        cursor.execute(statement, [*words, release.number])
        return unpacked(cursor.fetchall(), width=len(wishes))


def _words(release: Release) -> Iterator[Word]:
    names = ("number", "attribute", "code", "parent", "latitude", "longitude")
    yield from (Word(*row) for row in PublishedConcept.objects.filter(release=release).values_list(*names))


def met_by(words: Sequence[Word], wishes: Iterable[Wish]) -> Iterator[Collection[int]]:
    """For each wish the numbers of the words that meet it.

    Of a circle those places that lie in it with all that stands below them.
    """
    known = {(word.attribute, word.code): word for word in words}
    for wish in wishes:
        word = known.get((wish.attribute, wish.code))
        if word is None:
            yield ()
        elif wish.kilometres is None:
            yield (word.number,)
        else:
            yield _within([each for each in words if each.attribute == PLACE], word, wish.kilometres)


def _within(places: Sequence[Word], centre: Word, distance: int) -> Collection[int]:
    near = {place.number for place in places if place.is_near(centre, distance)}
    parents = {place.number: place.parent for place in places}
    partly: set[int] = set()
    for place in places:
        step = None if place.number in near or place.is_special else place.parent
        while step is not None:
            partly.add(step)
            step = parents[step]
    return near - partly
