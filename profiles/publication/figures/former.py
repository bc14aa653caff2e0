"""The sets of figures that were published before, as they were counted."""

import datetime

from explorer.release.models import Figures
from profiles.anonymisation.cell_suppression.table import Edition, Table
from profiles.publication.models import CountedFigures

# A year of months. An older date is only tied to a new one by what never changed in between.
REMEMBERED = 12


def former_editions(*, before: datetime.date) -> tuple[Edition, ...]:
    """The last published dates, the oldest first."""
    dates = Figures.objects.published().filter(on__lt=before).values_list("on", flat=True)[:REMEMBERED]
    rows = CountedFigures.objects.filter(on__in=list(dates)).order_by("on")
    return tuple(edition_of(row) for row in rows)


def edition_of(row: CountedFigures) -> Edition:
    table = Table.of(row.counted, row.regions)
    # JSON has lists; a cell is looked up as a pair.
    hidden = frozenset((place, name) for place, name in row.hidden)
    absent = frozenset() if row.by_organisation else table.quarterly()
    return Edition(table, hidden, row.threshold, absent)


def last_by_organisation(*, before: datetime.date) -> datetime.date | None:
    """The last published date with the figures of municipalities by organisation."""
    dates = list(Figures.objects.published().filter(on__lt=before).values_list("on", flat=True))
    rows = CountedFigures.objects.filter(on__in=dates, by_organisation=True).order_by("-on")
    return rows.values_list("on", flat=True).first()


def sweep_away_unseen() -> None:
    """Remove what was counted for a set that was never published: its release was not shown after all."""
    seen = list(Figures.objects.values_list("on", flat=True))
    # They hold the counts before suppression; without a published set there is no use for them.
    CountedFigures.objects.exclude(on__in=seen).delete()
