"""People with and without a profile, a bar for each place."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from explorer.transparency.charts.stacked import UNDIVIDED, Bar, Side, bar
from explorer.transparency.figures.columns import BY_KEY
from explorer.transparency.figures.places import Place
from explorer.transparency.figures.presentation.tables import cell
from explorer.transparency.figures.wording import Shown, number, shown_share

WITH = ("municipality_with", "uwv_with")
# Mirrored, so that UWV is in the middle of the bar on both sides of the opening.
WITHOUT = ("uwv_without", "municipality_without")


@dataclass(frozen=True)
class BarRow:
    """A place with its bar; `described` says every part of it in words."""

    code: str
    name: str
    people: str
    share: Shown
    described: str
    bar: Bar
    is_total: bool = False


@dataclass(frozen=True)
class Mark:
    """A line of the legend."""

    kind: str
    label: str


def bar_rows(place: Place, *, total: str) -> tuple[BarRow, ...]:
    """A bar for each part of a place, and one for the place itself under the name `total`."""
    return (*map(bar_row, place.parts), bar_row(place, name=total, is_total=True))


def bar_row(place: Place, *, name: str = "", is_total: bool = False) -> BarRow:
    sides = (
        Side("with", place.count("with_profile"), tuple((key, place.count(key)) for key in WITH)),
        Side("without", place.count("without_profile"), tuple((key, place.count(key)) for key in WITHOUT)),
    )
    count = place.count("known")
    if count is None:
        people = _("aantal niet getoond")
    else:
        people = ngettext("%(people)s mens", "%(people)s mensen", count) % {"people": number(count)}
    return BarRow(
        code=place.code,
        name=name or place.name,
        people=people,
        share=shown_share(place.count("with_profile"), place.count("known")),
        described=", ".join(f"{BY_KEY[key].label}: {cell(place, key)}" for key in (*WITH, *WITHOUT)),
        bar=bar(sides, total=place.count("known")),
        is_total=is_total,
    )


def legend(rows: tuple[BarRow, ...]) -> tuple[Mark, ...]:
    """Of every part, and of the undivided one where a bar has it."""
    marks = [Mark(key, str(BY_KEY[key].label)) for key in (*WITH, *WITHOUT)]
    if any(segment.kind == UNDIVIDED for row in rows for segment in row.bar.segments):
        marks.append(Mark(UNDIVIDED, _("Verdeling niet getoond")))
    return tuple(marks)
