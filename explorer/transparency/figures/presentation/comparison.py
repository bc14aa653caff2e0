"""The regions in a table that can be put in order by any of its columns, by following a link."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from explorer.transparency.figures.columns import BY_KEY
from explorer.transparency.figures.places import Place
from explorer.transparency.figures.presentation.links import On, page_url
from explorer.transparency.figures.presentation.tables import FigureRow
from explorer.transparency.figures.wording import Shown, shown, shown_share

PARAMETER = "volgorde"
BY_NAME = "regio"
SHARE = "aandeel"
REGISTER = "register"
DESCENDING = "-"
Measure = Callable[[Place], float | None]


@dataclass(frozen=True)
class Heading:
    """A column; `order` is what its link asks for, `direction` how the table is ordered by it now."""

    label: str
    order: str
    direction: str

    @property
    def is_number(self) -> bool:
        return not self.order.endswith(BY_NAME)


@dataclass(frozen=True)
class Comparison:
    headings: tuple[Heading, ...]
    rows: tuple[FigureRow, ...]
    total: FigureRow


def _counted(key: str) -> Measure:
    return lambda place: place.count(key)


LABELS: Mapping[str, str | Promise] = {
    BY_NAME: gettext_lazy("Regio"),
    REGISTER: gettext_lazy("In het doelgroepregister"),
    "bekend": BY_KEY["known"].label,
    "met-profiel": BY_KEY["with_profile"].label,
    SHARE: gettext_lazy("Deel met profiel"),
    "te-vinden": BY_KEY["published"].label,
    "vers": BY_KEY["fresh"].label,
    "beschikbaar": BY_KEY["available"].label,
}
MEASURES: Mapping[str, Measure] = {
    REGISTER: lambda place: place.register.people if place.register else None,
    "bekend": _counted("known"),
    "met-profiel": _counted("with_profile"),
    SHARE: lambda place: place.share("with_profile", of="known"),
    "te-vinden": _counted("published"),
    "vers": _counted("fresh"),
    "beschikbaar": _counted("available"),
}


def comparison(country: Place, *, order: str, on: On) -> Comparison:
    """The regions in this order; one that does not exist is the order of the alphabet."""
    chosen = order.removeprefix(DESCENDING)
    # An old or mistyped address still shows the table.
    if chosen not in LABELS:
        order = chosen = BY_NAME
    descending = order.startswith(DESCENDING)
    headings: list[Heading] = []
    for name in LABELS:
        # A column of numbers begins with the most on top.
        is_chosen = name == chosen
        turned = not descending if is_chosen else name != BY_NAME
        direction = ("descending" if descending else "ascending") if is_chosen else ""
        headings.append(Heading(str(LABELS[name]), (DESCENDING if turned else "") + name, direction))
    return Comparison(
        headings=tuple(headings),
        rows=tuple(_row(place, on) for place in _ordered(country.parts, chosen, descending)),
        total=_row(country, on),
    )


def _ordered(regions: tuple[Place, ...], chosen: str, descending: bool) -> list[Place]:
    """What is not shown comes last either way, by name: the order must not give it away."""
    by_name = sorted(regions, key=lambda place: place.name)
    measure = MEASURES.get(chosen)
    if measure is None:
        return by_name[::-1] if descending else by_name
    measured = [(measure(place), place) for place in by_name]
    known = [(amount, place) for amount, place in measured if amount is not None]
    known.sort(key=lambda pair: -pair[0] if descending else pair[0])
    # The regions were sorted by name before, and sorting keeps the order of equals.
    return [place for _amount, place in known] + [place for amount, place in measured if amount is None]


def _row(place: Place, on: On) -> FigureRow:
    cells: list[Shown] = []
    for name, measure in MEASURES.items():
        if name == SHARE:
            cells.append(shown_share(place.count("with_profile"), place.count("known")))
        elif name == REGISTER:
            cells.append(shown(place.register.people) if place.register else Shown(_("niet bekend")))
        else:
            amount = measure(place)
            cells.append(shown(None if amount is None else int(amount)))
    return FigureRow(place.code, place.name, tuple(cells), page_url(place.code, on))
