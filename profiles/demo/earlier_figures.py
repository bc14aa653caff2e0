"""Figures of the months before the demo began, so that there is a course to see. Invented; they say so."""

import datetime
from collections.abc import Mapping

from explorer.release.models import Figures
from profiles.publication import locks
from profiles.publication.figures.count import PeopleCounts, count_people
from profiles.publication.figures.prepare import prepare
from profiles.publication.figures.publish_figures import publish_figures
from profiles.register.months import months_later

MONTHS = 3
# No release was shown then.
NO_RELEASE = 0
NOTE = "Verzonnen verloop: in dit voorbeeld begon de telling eerder dan het register."
NOTE_EN = "An invented course: in this example counting began earlier than the register."
# By how much of today's figure a month back is less. More people get a profile, and more of those are shown.
LESS_EACH_MONTH = {
    "municipality_with": 0.05,
    "uwv_with": 0.04,
    "published": 0.07,
    "complete": 0.08,
    "fresh": 0.05,
    "available": 0.06,
}
KNOWN_LESS = 0.008
# Before the first release no profile counts; about so many of the fresh ones will.
PUBLISHED_OF_FRESH = 0.85


def publish_earlier_figures(*, today: datetime.date) -> int:
    """Publish a set for each of the months before, unless there are figures; give back how many."""
    if Figures.objects.exists():
        return 0
    now = count_people(on=today)
    for months in range(MONTHS, 0, -1):
        counted = PeopleCounts(
            {code: earlier(line, months) for code, line in now.figures.items()}, now.regions
        )
        on = months_later(today, -months)
        figures = prepare(counted=counted, on=on, release_number=NO_RELEASE)
        figures.note, figures.note_en = NOTE, NOTE_EN
        with locks.switching(), locks.outside():
            publish_figures(figures)
    return MONTHS


def earlier(line: Mapping[str, int], months: int) -> dict[str, int]:
    """What a municipality could have counted so many months ago."""
    # Fewer further back, so that the lines on the page rise.
    then = {
        name: round(n * (1 - months * LESS_EACH_MONTH.get(name, 0)))
        for name, n in {**line, "published": round(line["fresh"] * PUBLISHED_OF_FRESH)}.items()
    }
    for kind in ("municipality", "uwv"):
        known = round((line[f"{kind}_with"] + line[f"{kind}_without"]) * (1 - months * KNOWN_LESS))
        then[f"{kind}_without"] = max(0, known - then[f"{kind}_with"])
    # Rounded each by itself, a part could be more than its whole.
    having = then["municipality_with"] + then["uwv_with"]
    fresh = min(then["fresh"], having)
    return {
        **then,
        "fresh": fresh,
        "complete": min(then["complete"], having),
        "published": min(then["published"], fresh),
        "available": min(then["available"], fresh),
    }
