"""The day parts of a week: seven days of four parts, under the codes that the list of working times has."""

from collections.abc import Collection

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

DAYS = {
    "maandag": _("maandag"),
    "dinsdag": _("dinsdag"),
    "woensdag": _("woensdag"),
    "donderdag": _("donderdag"),
    "vrijdag": _("vrijdag"),
    "zaterdag": _("zaterdag"),
    "zondag": _("zondag"),
}
DAY_PARTS = {"ochtend": _("ochtend"), "middag": _("middag"), "avond": _("avond"), "nacht": _("nacht")}
DAY_PART_CHOICES = [
    (f"{day}-{part}", format_lazy("{} {}", named, label))
    for day, named in DAYS.items()
    for part, label in DAY_PARTS.items()
]
DAY_PART_CODES = tuple(code for code, _label in DAY_PART_CHOICES)


def rather_not_parts(said: Collection[str], *, can: Collection[str]) -> list[str]:
    """The codes that count as *rather not*, in the order of the week: where somebody also can, they can."""
    return [code for code in DAY_PART_CODES if code in said and code not in can]
