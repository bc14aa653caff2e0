"""The map of tiles: each region with its share of profiles, in a shade and in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from explorer.transparency.charts.tiles import SHADES, extent, shade
from explorer.transparency.figures.places import Place
from explorer.transparency.figures.presentation.links import On, page_url
from explorer.transparency.figures.regions import MAP, MappedRegion
from explorer.transparency.figures.wording import Shown, number, shown_share

COLUMNS = 1 + max(region.tile.column for region in MAP)
ROWS = 1 + max(region.tile.row for region in MAP)
# With a margin for the edge of the outer tiles.
WIDTH, HEIGHT = extent(COLUMNS) + 4, extent(ROWS) + 4
HIDDEN, NONE = "hidden", "none"


@dataclass(frozen=True)
class MapTile:
    """`tone` is a shade, or why there is none; `described` is the text of the link, empty without one."""

    region: MappedRegion
    tone: str
    share: str = ""
    described: str = ""
    url: str = ""


@dataclass(frozen=True)
class ShadeStep:
    shade: int
    label: str


def tiles(regions: tuple[Place, ...], *, on: On) -> tuple[MapTile, ...]:
    """All tiles, row by row, whether there are figures of a region or not."""
    by_code = {place.code: place for place in regions}
    # Screen readers and the keyboard follow the order of the page.
    reading_order = sorted(MAP, key=lambda region: (region.tile.row, region.tile.column))
    return tuple(_tile(region, by_code, on) for region in reading_order)


def scale() -> tuple[ShadeStep, ...]:
    """What each shade means."""
    # Five shades divide a hundred without a rest.
    width = 100 // SHADES
    return tuple(
        ShadeStep(step, _("%(low)s tot %(high)s %%") % {"low": step * width, "high": (step + 1) * width})
        for step in range(SHADES)
    )


def without_figures(regions: tuple[Place, ...]) -> tuple[str, ...]:
    """The names of the regions that are not there yet, in the order of the alphabet."""
    there = {place.code for place in regions}
    return tuple(sorted(region.name for region in MAP if region.code not in there))


def _tile(region: MappedRegion, by_code: Mapping[str, Place], on: On) -> MapTile:
    place = by_code.get(region.code)
    if place is None:
        return MapTile(region, NONE)
    found = place.share("with_profile", of="known")
    words = shown_share(place.count("with_profile"), place.count("known"))
    tone = HIDDEN if words.is_hidden else NONE if found is None else str(shade(found))
    # A tile is too small for more than a few signs.
    if words.is_hidden:
        short = "?"
    elif found is not None and (0 < found < 0.01 or 0.99 < found < 1):
        short = "< 1 %" if found < 0.5 else "> 99 %"
    else:
        short = str(words)
    return MapTile(region, tone, short, ", ".join(_described(place, words)), page_url(place.code, on))


def _described(place: Place, share: Shown) -> Iterator[str]:
    known, with_profile = place.count("known"), place.count("with_profile")
    if known == 0:
        yield _("%(region)s: nog niemand bekend") % {"region": place.name}
        return
    if share.is_hidden:
        yield _("%(region)s: deel met profiel niet getoond") % {"region": place.name}
        return
    yield _("%(region)s: %(share)s met profiel") % {"region": place.name, "share": share}
    if known is not None and with_profile is not None:
        yield _("%(part)s van %(whole)s") % {"part": number(with_profile), "whole": number(known)}
