"""How many: of people, or of groups where somebody can stand in several."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from explorer.search.matching.rows import Row
from explorer.search.presentation.wording import number


def amount(count: int, *, of_groups: bool) -> str:
    """Like "12 kandidaten" or "12 groepen kandidaten"."""
    if of_groups:
        said = ngettext("%(shown)s groep kandidaten", "%(shown)s groepen kandidaten", count)
    else:
        said = ngettext("%(shown)s kandidaat", "%(shown)s kandidaten", count)
    return said % {"shown": number(count)}


def possible_amount(count: int, *, of_groups: bool) -> str:
    """The same for those that are only possible."""
    if of_groups:
        said = ngettext("%(shown)s mogelijke groep", "%(shown)s mogelijke groepen", count)
    else:
        said = ngettext("%(shown)s mogelijke kandidaat", "%(shown)s mogelijke kandidaten", count)
    return said % {"shown": number(count)}


def crowd(row: Row) -> str:
    """How many people share a profile; of a group only a range, never the number."""
    if row.is_group:
        low, high = map(number, row.band)
        return _("%(low)s–%(high)s kandidaten met dit profiel") % {"low": low, "high": high}
    said = ngettext(
        "%(people)s kandidaat met dit profiel", "%(people)s kandidaten met dit profiel", row.people
    )
    return said % {"people": number(row.people)}
