"""The generated sentence on top of a profile: what work, how many hours, where."""

import re
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED
from explorer.search.concepts import Concept
from explorer.search.presentation.wording import listed, running

Shown = Mapping[str, tuple[Concept, ...]]
"""The most specific facts of a profile by attribute."""
# What the work is called after, the first that is known, and how many of its facts a headline can carry.
WORK = (("task", 2), ("occupation", 1), ("skill", 2))
SPECIAL = (NOT_RECORDED, NOT_APPLICABLE)
BAND = re.compile(r"(\d+)-(\d+)")
# Kept on one line: a range that breaks at its dash reads as two numbers, and a number belongs to its unit.
DASH = "\N{WORD JOINER}\N{EN DASH}\N{WORD JOINER}"
SPACE = "\N{NO-BREAK SPACE}"


def headline(shown: Shown) -> str:
    """Like "Orderpicken en inpakken · 24–32 uur · regio Noord-Limburg"."""
    return joined_headline(work(shown), hours(shown), place(shown))


def joined_headline(*parts: str) -> str:
    """The parts of a headline, each on a line of its own where it is narrow."""
    return f"{SPACE}· ".join(parts)


def work(shown: Shown) -> str:
    """What somebody can do: tasks first, else an occupation, skills or a sector."""
    told = work_facts(shown)
    if told:
        return listed([told[0].label, *(running(concept.label) for concept in told[1:])])
    sector = telling(shown, "sector")
    if sector:
        return _("Werk in: %(sector)s") % {"sector": running(sector[0].label)}
    return _("Soort werk nog niet bekend")


def work_facts(shown: Shown) -> Sequence[Concept]:
    """The facts that the headline names the work after."""
    for attribute, most in WORK:
        told = telling(shown, attribute)[:most]
        if told:
            return told
    return ()


def hours(shown: Shown) -> str:
    """Hours a week; bands that touch become one range."""
    told = telling(shown, "hours")
    bands = [tuple(map(int, found.groups())) for one in told if (found := BAND.fullmatch(one.code))]
    groups = [running(one.label) for one in told if not BAND.fullmatch(one.code)]
    said = _("%(hours)s uur").replace(" ", SPACE)
    ranges = [said % {"hours": f"{low}{DASH}{high}"} for low, high in _joined(bands)]
    return listed([*ranges, *groups]) or _("uren niet bekend")


def place(shown: Shown) -> str:
    """A municipality by its name, a wider area as a region."""
    told = telling(shown, "place")
    return place_name(told[0]) if told else _("plaats niet bekend")


def place_name(concept: Concept) -> str:
    """A place as it stands in a sentence."""
    return concept.label if concept.parent is not None else _("regio %(region)s") % {"region": concept.label}


def work_words(shown: Shown) -> Sequence[Concept]:
    """All that the work of a headline is told by."""
    return work_facts(shown) or telling(shown, "sector")[:1]


def telling(shown: Shown, attribute: str) -> Sequence[Concept]:
    """The facts of an attribute that tell something: not that it is unknown or does not apply."""
    # For every card of a page, several times: spelled out, since a property costs a call for each fact.
    return [concept for concept in shown.get(attribute, ()) if concept.code not in SPECIAL]


def _joined(bands: Iterable[tuple[int, ...]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for low, high in sorted(bands):
        if joined and low <= joined[-1][1]:
            low = joined.pop()[0]
        joined.append((low, high))
    return joined
