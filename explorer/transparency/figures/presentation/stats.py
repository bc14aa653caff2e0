"""The three numbers on top: how many are known, how many have a profile, and how many have none."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from explorer.transparency.charts.lengths import percent
from explorer.transparency.charts.spark import Spark, spark
from explorer.transparency.figures.places import Place, share
from explorer.transparency.figures.reading import Moment
from explorer.transparency.figures.wording import Shown, day, number, shown, shown_share


@dataclass(frozen=True)
class Stat:
    """A number with its sentence; `meter` is how far it is filled, empty where there is no share."""

    number: Shown
    sentence: str
    meter: str
    tone: str
    spark: Spark
    change: str


def stats(place: Place, moments: Sequence[Moment]) -> tuple[Stat, ...]:
    """Of a place, with the way each number went until its date."""
    known, total = place.count("known"), place.register.people if place.register else None
    if total is None:
        first = _stat(shown(known), _("mensen uit de banenafspraak zijn bekend"), None, "known", moments)
    else:
        sentence = _("mensen uit het doelgroepregister zijn bekend (%(share)s)")
        first = _part(known, total, sentence, "known", moments)
    if known == 0:
        return (first,)
    sentence = _("van hen hebben een klantprofiel (%(share)s)")
    second = _part(place.count("with_profile"), known, sentence, "with_profile", moments)
    without = place.count("without_profile")
    sentence = _("hebben nog geen profiel. Werkgevers kunnen hen niet vinden.")
    third = _stat(shown(without), sentence, share(without, known), "without_profile", moments, tone="warn")
    return first, second, third


def _part(part: int | None, whole: int | None, sentence: str, column: str, moments: Sequence[Moment]) -> Stat:
    said = sentence % {"share": shown_share(part, whole)}
    if part is None or whole is None:
        return _stat(shown(part), said, None, column, moments)
    pair = Shown(_("%(part)s van %(whole)s") % {"part": number(part), "whole": number(whole)})
    return _stat(pair, said, share(part, whole), column, moments)


def _stat(
    said: Shown,
    sentence: str,
    filled: float | None,
    column: str,
    moments: Sequence[Moment],
    *,
    tone: str = "strong",
) -> Stat:
    # More people may be known than the register counted on its own day.
    meter = "" if filled is None else percent(100 * min(filled, 1))
    line = spark([moment.on for moment in moments], [moment.count(column) for moment in moments])
    return Stat(said, sentence, meter, tone, line, _change(column, moments) if line.paths else "")


def _change(column: str, moments: Sequence[Moment]) -> str:
    """What came or went since the first date on which the number is shown."""
    seen = [moment for moment in moments if moment.count(column) is not None]
    # Of a hidden last number the change would give it away.
    if len(seen) < 2 or seen[-1] is not moments[-1]:
        return ""
    difference = (seen[-1].count(column) or 0) - (seen[0].count(column) or 0)
    words = {"count": number(abs(difference)), "date": day(seen[0].on)}
    if not difference:
        return _("evenveel als op %(date)s") % words
    return (
        _("%(count)s meer dan op %(date)s") if difference > 0 else _("%(count)s minder dan op %(date)s")
    ) % words
