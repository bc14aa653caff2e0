"""The context of each of the three kinds of page: of the country, of a region, of a municipality."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from explorer.release.models import Figures
from explorer.transparency.charts.tiles import SIDE
from explorer.transparency.figures.columns import BY_KEY, STATES, TABLE
from explorer.transparency.figures.places import COUNTRY, Place
from explorer.transparency.figures.presentation import bars, maps, tables
from explorer.transparency.figures.presentation.comparison import comparison
from explorer.transparency.figures.presentation.dates import dates
from explorer.transparency.figures.presentation.links import On, links_of, page_url
from explorer.transparency.figures.presentation.stats import stats
from explorer.transparency.figures.presentation.steps import steps
from explorer.transparency.figures.presentation.trends import trend_of
from explorer.transparency.figures.reading import Moment, Shelf
from explorer.transparency.figures.wording import day, number

Context = dict[str, object]


@dataclass(frozen=True)
class ByOrganisation:
    """Where to find the figures of municipalities by organisation, which this set leaves out."""

    date: str
    url: str


@dataclass(frozen=True)
class RegisterText:
    """The total of the target-group register, written out."""

    people: str
    on: str
    source: str


def country_page(
    shelf: Shelf, edition: Figures, country: Place, moments: Sequence[Moment], *, order: str
) -> Context:
    on = _date_of_links(shelf, edition)
    return {
        **_shared(shelf, edition, country, moments),
        "title": _("Cijfers over de banenafspraak"),
        "tiles": maps.tiles(country.parts, on=on),
        "map": {"width": maps.WIDTH, "height": maps.HEIGHT, "side": SIDE},
        "scale": maps.scale(),
        "absent": maps.without_figures(country.parts),
        "comparison": comparison(country, order=order, on=on),
    }


def region_page(shelf: Shelf, edition: Figures, region: Place, moments: Sequence[Moment]) -> Context:
    on = _date_of_links(shelf, edition)
    rows = bars.bar_rows(region, total=_("Regio totaal"))
    # The region itself comes last, as the total of its table.
    *listed, total = tables.counted((*region.parts, region), TABLE, share=True, on=on)
    *states, all_states = tables.counted((*region.parts, region), STATES)
    return {
        **_shared(shelf, edition, region, moments),
        "bars": rows,
        "legend": bars.legend(rows),
        "columns": [BY_KEY[key].label for key in TABLE],
        "rows": listed,
        "total": total,
        "state_columns": [BY_KEY[key].label for key in STATES],
        "states": states,
        "all_states": all_states,
    }


def municipality_page(
    shelf: Shelf, edition: Figures, region: Place, place: Place, moments: Sequence[Moment]
) -> Context:
    rows = (bars.bar_row(place), bars.bar_row(region, name=region.name, is_total=True))
    return {
        **_shared(shelf, edition, place, moments),
        "region": region,
        "region_url": page_url(region.code, _date_of_links(shelf, edition)),
        "bars": rows,
        "legend": bars.legend(rows),
        "numbers": tables.all_numbers(place),
    }


def _shared(shelf: Shelf, edition: Figures, place: Place, moments: Sequence[Moment]) -> Context:
    last = shelf.by_organisation.get(edition.on, edition.on)
    total = place.register
    return {
        "section": "figures",
        "title": _("Cijfers over %(name)s") % {"name": place.name},
        "edition": edition,
        "dates": dates(shelf, edition),
        "links": links_of(place.code, edition),
        "country_url": page_url(COUNTRY, _date_of_links(shelf, edition)),
        "place": place,
        "register": RegisterText(number(total.people), day(total.on), total.source) if total else None,
        "by_organisation": (
            None if last == edition.on else ByOrganisation(day(last), page_url(place.code, last))
        ),
        "stats": stats(place, moments),
        "steps": steps(place),
        "trend": trend_of(place.code, moments),
        "hides_something": place.hides_something,
    }


def _date_of_links(shelf: Shelf, edition: Figures) -> On:
    """Pages of an older date lead to others of that date."""
    return None if edition == shelf.newest else edition.on
