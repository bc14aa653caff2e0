"""The same figures for each municipality where people live, and for all together."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from profiles.quality.fields import FIELDS
from profiles.quality.people import NOWHERE, Mask, ProfilesInUse
from profiles.register.models.profile import oldest_confirmation
from profiles.vocabulary.models import Concept


@dataclass(frozen=True)
class Figures:
    """Of the profiles in use of one municipality; `place` is None for those of nowhere and for the total.

    `missing` counts by field; `fresh`, `old` and `never` are by the last confirmation.
    """

    place: Concept | None
    profiles: int
    missing: Mapping[str, int]
    fresh: int
    old: int
    never: int

    def share(self, field: str) -> float:
        """The share of these profiles in which a field is not recorded."""
        return self.missing[field] / self.profiles if self.profiles else 0.0


def in_total(people: ProfilesInUse, *, on: datetime.date) -> Figures:
    """Of all these profiles."""
    return _figures(people, np.ones(len(people), dtype=np.bool_), None, on)


def by_municipality(people: ProfilesInUse, *, on: datetime.date) -> Iterator[Figures]:
    """In alphabetical order; last those without a municipality, if there are any."""
    # From the table and not the tree: a profile may name one that merged away.
    places = Concept.objects.in_bulk(np.unique(people.places).tolist())
    for number, place in sorted(places.items(), key=lambda pair: (pair[1].label_nl, pair[0])):
        yield _figures(people, people.places == number, place, on)
    nowhere = people.places == NOWHERE
    if nowhere.any():
        yield _figures(people, nowhere, None, on)


def _figures(people: ProfilesInUse, of: Mask, place: Concept | None, on: datetime.date) -> Figures:
    oldest, today = oldest_confirmation(on=on).toordinal(), on.toordinal()
    confirmed = people.confirmed[of]
    fresh = (confirmed >= oldest) & (confirmed <= today)
    missing = people.missing[of].sum(axis=0).tolist()
    return Figures(
        place=place,
        profiles=len(confirmed),
        missing=dict(zip(FIELDS, missing, strict=True)),
        fresh=int(fresh.sum()),
        old=int(((confirmed > 0) & ~fresh).sum()),
        never=int((confirmed == 0).sum()),
    )
