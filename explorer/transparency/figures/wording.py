"""Numbers and shares as a page says them. What is not shown gets words, so that it is not read as zero."""

import datetime
from dataclasses import dataclass

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from explorer.release.models import Figures


@dataclass(frozen=True)
class Shown:
    """What a cell says; `is_hidden` where there is a number that is not shown."""

    text: str
    is_hidden: bool = False

    def __str__(self) -> str:
        return self.text


def number(count: int) -> str:
    """As people of this language write it: 1.412 or 1,412."""
    return number_format(count, force_grouping=True) if count >= 1000 else str(count)


def shown(count: int | None) -> Shown:
    return not_shown() if count is None else Shown(number(count))


def shown_share(part: int | None, whole: int | None) -> Shown:
    """A whole percentage; of nought there is no share."""
    if part is None or whole is None:
        return not_shown()
    return Shown(percent(part / whole)) if whole else Shown("–")


def not_due() -> Shown:
    return Shown(_("per kwartaal"), is_hidden=True)


def not_shown() -> Shown:
    return Shown(_("niet getoond"), is_hidden=True)


def percent(share: float) -> str:
    """In whole percents; only nought is 0 % and only all is 100 %."""
    # "0 %" would be read as none, "100 %" as all.
    if 0 < share < 0.01:
        return _("minder dan %(percent)s %%") % {"percent": 1}
    if 0.99 < share < 1:
        return _("meer dan %(percent)s %%") % {"percent": 99}
    return _("%(percent)s %%") % {"percent": round(100 * share)}


def day(on: datetime.date) -> str:
    return date_format(on, "j F Y")


def note_of(edition: Figures, language: str) -> str:
    """What was said with the figures of a date, in this language where it was."""
    return (edition.note_en if language == "en" else "") or edition.note
