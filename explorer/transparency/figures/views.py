"""The pages of the figures: the country, a region, a municipality; of the newest date or of a named one."""

import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase

from explorer.release.models import Figures
from explorer.transparency.figures.answers import file_of, with_shelf
from explorer.transparency.figures.columns import COLUMNS
from explorer.transparency.figures.places import COUNTRY, Place
from explorer.transparency.figures.presentation.comparison import PARAMETER
from explorer.transparency.figures.presentation.links import file_url
from explorer.transparency.figures.presentation.pages import country_page, municipality_page, region_page
from explorer.transparency.figures.reading import Shelf, country_on, course, region_on
from explorer.transparency.figures.regions import NAMES
from explorer.web.pages import page

Day = datetime.date | None


@with_shelf
def country(request: HttpRequest, shelf: Shelf, on: Day = None) -> HttpResponse:
    """The whole country: the map, the regions compared, the trend."""
    if shelf.newest is None and on is None:
        return page(request, "explorer/figures/none.jinja", {"section": "figures", "name": ""})
    edition = _edition(shelf, on)
    moments = course(COUNTRY, until=edition.on)
    order = request.GET.get(PARAMETER, "")
    context = country_page(shelf, edition, country_on(edition), moments, order=order)
    return page(request, "explorer/figures/country.jinja", context, synthetic=edition.synthetic)


@with_shelf
def region(request: HttpRequest, shelf: Shelf, code: str, on: Day = None) -> HttpResponse:
    """A region: the table as it was always published, with bars, steps and trend."""
    edition = shelf.of(on)
    found = region_on(edition, code) if edition else None
    if edition is None or found is None:
        # A region of the map may have nothing on a date; any other code leads nowhere.
        if code not in NAMES:
            raise Http404
        nothing = {"section": "figures", "name": NAMES[code]}
        return page(request, "explorer/figures/none.jinja", nothing, status=404)
    context = region_page(shelf, edition, found, course(code, until=edition.on))
    return page(request, "explorer/figures/region.jinja", context, synthetic=edition.synthetic)


@with_shelf
def municipality(request: HttpRequest, shelf: Shelf, code: str, on: Day = None) -> HttpResponse:
    """A municipality beside its region."""
    edition = _edition(shelf, on)
    around = _found(region_on(edition, code))
    moments = course(code, until=edition.on)
    context = municipality_page(shelf, edition, around, around.part(code), moments)
    return page(request, "explorer/figures/municipality.jinja", context, synthetic=edition.synthetic)


@with_shelf
def columns(request: HttpRequest, shelf: Shelf) -> HttpResponse:
    """What the numbers mean, and how the files are made up."""
    edition = shelf.newest
    context: dict[str, object] = {
        "section": "figures",
        "columns": COLUMNS,
        "threshold": edition.threshold if edition else None,
    }
    synthetic = edition is not None and edition.synthetic
    return page(request, "explorer/figures/columns.jinja", context, synthetic=synthetic)


@with_shelf
def download(
    request: HttpRequest, shelf: Shelf, form: str, on: datetime.date, code: str = COUNTRY
) -> HttpResponseBase:
    """The figures of a date as a file, of the country or of the place with this code."""
    edition = _edition(shelf, on)
    if code == COUNTRY:
        return file_of(request, edition, country_on(edition), form=form, region="")
    around = _found(region_on(edition, code))
    return file_of(
        request, edition, around.part(code), form=form, region="" if code == around.code else around.code
    )


@with_shelf
def newest_download(request: HttpRequest, shelf: Shelf, form: str, code: str = COUNTRY) -> HttpResponse:
    """An address to come back to: it leads to the file of the newest date."""
    # Not the file itself: it may be kept for ever under its own address, and this one may not.
    return HttpResponseRedirect(file_url(code, _edition(shelf, None).on, form))


def _edition(shelf: Shelf, on: Day) -> Figures:
    edition = shelf.of(on)
    if edition is None:
        raise Http404
    return edition


def _found(place: Place | None) -> Place:
    if place is None:
        raise Http404
    return place
