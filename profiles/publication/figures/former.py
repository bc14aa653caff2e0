"""The sets of figures that were published before, as they were counted."""

import datetime

from explorer.release.models import Figures
from profiles.anonymisation.figures.table import Edition, Table
from profiles.publication.models import CountedFigures

# A year of months. An older date is only tied to a new one by what never changed in between.
REMEMBERED = 12


def former_editions(*, before: datetime.date) -> tuple[Edition, ...]:
    """The last dates that everybody can see, the oldest first."""
    dates = Figures.objects.published().filter(on__lt=before).values_list("on", flat=True)[:REMEMBERED]
    rows = CountedFigures.objects.filter(on__in=list(dates)).order_by("on")
    return tuple(edition_of(row) for row in rows)


def edition_of(row: CountedFigures) -> Edition:
    hidden = frozenset((place, name) for place, name in row.hidden)
    return Edition(Table.of(row.counted, row.regions), hidden, row.threshold)


def sweep_away_unseen() -> None:
    """Remove what was counted for a set that never came outside: its release was not shown after all."""
    seen = list(Figures.objects.values_list("on", flat=True))
    CountedFigures.objects.exclude(on__in=seen).delete()
