"""The real tables beside the pictures: a row for each place, a column for each number."""

from collections.abc import Sequence
from dataclasses import dataclass

from explorer.transparency.figures.columns import COLUMNS
from explorer.transparency.figures.places import Place
from explorer.transparency.figures.presentation.links import On, page_url
from explorer.transparency.figures.wording import Shown, not_due, shown, shown_share


@dataclass(frozen=True)
class FigureRow:
    """`url` leads to the page of the place."""

    code: str
    name: str
    cells: tuple[Shown, ...]
    url: str = ""


def counted(
    places: Sequence[Place], columns: Sequence[str], *, share: bool = False, on: On = None
) -> tuple[FigureRow, ...]:
    """These numbers of each place; with `share`, closed by how many of the known have a profile."""
    return tuple(
        FigureRow(
            place.code,
            place.name,
            (
                *(cell(place, key) for key in columns),
                *([shown_share(place.count("with_profile"), place.count("known"))] if share else []),
            ),
            page_url(place.code, on),
        )
        for place in places
    )


def all_numbers(place: Place) -> tuple[FigureRow, ...]:
    """Every number of one place, each with its share of the people known."""
    known = place.count("known")
    return tuple(
        FigureRow(
            column.key,
            str(column.label),
            (
                cell(place, column.key),
                shown_share(place.count(column.key), known) if place.is_due(column.key) else not_due(),
            ),
        )
        for column in COLUMNS
    )


def cell(place: Place, column: str) -> Shown:
    """A number of a place; in words where it is not shown, or not in this set."""
    return shown(place.count(column)) if place.is_due(column) else not_due()
