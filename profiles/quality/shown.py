"""What the active release lets employers see of profiles: which of its rows meet which wish for certain."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from django.db import connections, router
from numpy.typing import NDArray

from explorer.demand.wishes import Wish
from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED, PublishedConcept, PublishedProfile, Release
from profiles.publication.models import ReleasedProfile
from profiles.quality.bits import Mask, as_text, read_texts
from profiles.quality.fields import PLACE
from profiles.quality.meaning import kilometres

# A row holds a word with all that stand above it, so a wish is met by the word itself.
ROWS = """
SELECT row.number, bit_or(word.bits::bit({width}))::text
FROM {rows} row CROSS JOIN unnest(row.facts) AS held (concept)
JOIN unnest(%s::int[], %s::text[]) AS word (concept, bits) ON word.concept = held.concept
WHERE row.release_id = %s GROUP BY row.number
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
    placed = list(_placed(release, profiles)) if release else []
    meets = _meets(release, wanted) if release and wanted else {}
    numbers = sorted({row for _, row in placed})
    nothing = np.zeros(len(wanted), dtype=np.bool_)
    stands = np.zeros(len(profiles), dtype=np.bool_)
    person = np.array([place for place, _ in placed], dtype=np.int64)
    stands[person] = True
    return Shown(
        person=person,
        row=np.searchsorted(numbers, np.array([row for _, row in placed], dtype=np.int64)),
        meets=np.array([meets.get(number, nothing) for number in numbers]).reshape(len(numbers), len(wanted)),
        stands=stands,
    )


def _placed(release: Release, profiles: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Places in `profiles` and rows of the release."""
    place = {number: index for index, number in enumerate(profiles.tolist())}
    released = ReleasedProfile.objects.filter(
        publication__release_number=release.number, withdrawn_at=None, profile__isnull=False
    )
    for profile, rows in released.order_by().values_list("profile", "row_numbers"):
        if profile in place:
            yield from ((place[profile], row) for row in rows)


def _meets(release: Release, wishes: list[Wish]) -> Mapping[int, Mask]:
    """By number of a row the wishes that it meets; rows that meet none are left out."""
    columns: dict[int, Mask] = {}
    for column, numbers in enumerate(met_by(list(_words(release)), wishes)):
        for number in numbers:
            columns.setdefault(number, np.zeros(len(wishes), dtype=np.bool_))[column] = True
    statement = ROWS.format(width=len(wishes), rows=PublishedProfile._meta.db_table)
    bits = [as_text(column) for column in columns.values()]
    with connections[router.db_for_read(PublishedProfile)].cursor() as cursor:
        cursor.execute(statement, [list(columns), bits, release.number])
        found = cursor.fetchall()
    told = read_texts((text for _, text in found), width=len(wishes))
    return {number: row for (number, _), row in zip(found, told, strict=True)}


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
