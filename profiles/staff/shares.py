"""A table of shares, each in words and in one of five shades."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from profiles.quality.municipalities import Figures

SHADES = (0.1, 0.25, 0.5, 0.75)
MOST_COLUMNS = 12


@dataclass(frozen=True)
class Cell:
    """A share in words; `shade` is 0 (little) to 4 (most)."""

    text: str
    shade: int


def cell(share: float) -> Cell:
    """How a share looks."""
    return Cell(percent(share), sum(share >= bound for bound in SHADES))


def shown(figures: Sequence[Figures]) -> list[Figures]:
    """The municipalities that fit beside each other: those with most profiles, in their order."""
    most = sorted(figures, key=lambda each: -each.profiles)[:MOST_COLUMNS]
    return [each for each in figures if each in most]


def percent(share: float) -> str:
    """A share in whole percents; more than nothing is never 0 %, less than all never 100 %."""
    rounded = round(share * 100)
    if share > 0 and rounded == 0:
        return _("< %(percent)s %%") % {"percent": 1}
    if share < 1 and rounded == 100:
        rounded = 99
    return _("%(percent)s %%") % {"percent": rounded}


def place_name(figures: Figures) -> str:
    """The municipality, or that it is not recorded."""
    return figures.place.label if figures.place else _("Gemeente niet vastgelegd")
