"""How many of the wishes a profile meets, in words; no score."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from explorer.search.presentation.pattern import piece


class Fits(dict[tuple[int, int], bytes]):
    """By how many are met of how many: as it stands on a card, each said once."""

    def __missing__(self, key: tuple[int, int]) -> bytes:
        met, wishes = key
        said = self[key] = piece(fit(met=met, wishes=wishes))
        return said


def fit(*, met: int, wishes: int) -> str:
    """The same as a sentence; nothing without wishes."""
    if met == wishes:
        return ngettext("Past bij uw wens", "Past bij al uw wensen", wishes) if wishes else ""
    if not met:
        return ngettext("Wij weten niet of uw wens past", "Wij weten niet of uw wensen passen", wishes)
    unknown = ngettext("%(unknown)d is onbekend", "%(unknown)d zijn onbekend", wishes - met)
    said = _("Past bij %(met)d van uw %(wishes)d wensen")
    return f"{said}, {unknown}" % {"met": met, "wishes": wishes, "unknown": wishes - met}
