"""The trend of the numbers: lines to see it, a table to read it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from explorer.transparency.charts.trend import Rule, TrendLine, trend
from explorer.transparency.figures.columns import BY_KEY
from explorer.transparency.figures.presentation.links import page_url
from explorer.transparency.figures.reading import Moment
from explorer.transparency.figures.wording import Shown, day, number, shown, shown_share

DRAWN = ("known", "with_profile", "published")
LISTED = (*DRAWN, "fresh", "available")
# With more dates the marks would run into each other.
MOST_MARKS = 16


@dataclass(frozen=True)
class DrawnLine:
    """A line with its name and the number it ends with."""

    kind: str
    label: str
    last: Shown
    line: TrendLine


@dataclass(frozen=True)
class DrawnRule:
    label: str
    rule: Rule


@dataclass(frozen=True)
class Dated:
    """The numbers of one date, for the table; newest first."""

    on: datetime.date
    cells: tuple[Shown, ...]
    url: str


@dataclass(frozen=True)
class Trend:
    lines: tuple[DrawnLine, ...]
    rules: tuple[DrawnRule, ...]
    columns: tuple[str, ...]
    rows: tuple[Dated, ...]
    first: str
    last: str

    @property
    def is_drawn(self) -> bool:
        """One date is no trend."""
        return len(self.rows) > 1

    @property
    def has_marks(self) -> bool:
        return len(self.rows) <= MOST_MARKS


def trend_of(code: str, moments: Sequence[Moment]) -> Trend:
    """Of the place with this code, from its numbers by date, oldest first; at least one."""
    dates = [moment.on for moment in moments]
    plot = trend(dates, {key: [moment.count(key) for moment in moments] for key in DRAWN})
    rows: list[Dated] = []
    for moment in reversed(moments):
        cells = (shown(moment.count(key)) for key in LISTED)
        share = shown_share(moment.count("with_profile"), moment.count("known"))
        rows.append(Dated(moment.on, (*cells, share), page_url(code, moment.on)))
    return Trend(
        lines=tuple(
            DrawnLine(line.kind, str(BY_KEY[line.kind].label), shown(moments[-1].count(line.kind)), line)
            for line in plot.lines
        ),
        rules=tuple(DrawnRule(number(rule.value), rule) for rule in plot.rules),
        columns=tuple(str(BY_KEY[key].label) for key in LISTED),
        rows=tuple(rows),
        first=day(dates[0]),
        last=day(dates[-1]),
    )
