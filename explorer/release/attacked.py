"""How a release was attacked, as people read it: from what a `ReleaseReport` holds, for both sites.

`data["attack"]` is `{"people": …, "rows": [{"attack", "knowledge", "release", "stripped", "control"}]}`:
what an attacker reached, as shares (of a gain: in hundredths of points), in the release, with
only the names taken off, and with people that give nothing to find. A figure that does
not exist is null. Which attack reaches what at most is `GOALS`: never raised, a threshold
goes up instead.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

DOTS = 10
SINGLING_OUT = "singling_out"
KNOWN = ("0", "1", "2", "3", "5", "all")
# (attack, knowledge) -> most that it may reach.
GOALS: Mapping[tuple[str, str], float] = {
    **{(SINGLING_OUT, known): 0.0 for known in KNOWN},
    ("proved", "circles"): 0.0,
    ("participation", "what"): 0.025,
    ("participation", "regional"): 0.04,
    ("participation", "hours_education"): 0.06,
    ("participation", "licence_availability"): 0.02,
    ("hidden_cells", "circles"): 0.20,
    ("membership", "person"): 0.07,
    ("newcomer", "10%"): 0.16,
    ("leaver", "10%"): 0.16,
    ("downcoding", "rules"): 0.01,
    ("homogeneity", "group"): 0.0,
}


@dataclass(frozen=True)
class Share:
    """A share of the people that were looked for, drawn as dots of a hundred.

    `full` dots are found, and where `is_part` another one only in part.
    """

    share: float

    @property
    def text(self) -> str:
        """As a percentage; a tenth where a whole number would say all or nothing."""
        value = 100 * self.share
        if 0 < value < 0.1:
            return _("minder dan %(percent)s %%") % {"percent": number_format(0.1)}
        # Below ten and just under all, a whole percentage hides most of the difference.
        decimals = 1 if 0 < value < 10 or 99 < value < 100 else 0
        shown = min(round(value, decimals), 99.9) if value < 100 else 100
        return _("%(percent)s %%") % {"percent": number_format(shown, decimals)}

    @property
    def full(self) -> int:
        # 100 * 0.29 is 28.999…: without the margin a dot would be lost.
        return int(100 * max(self.share, 0) + 1e-9)

    @property
    def is_part(self) -> bool:
        return 100 * self.share - self.full > 1e-6

    @property
    def height(self) -> int:
        """Of the rows of dots that are found whole."""
        return self.full // DOTS * DOTS

    @property
    def width(self) -> int:
        """Of the found dots in the row below those."""
        return self.full % DOTS * DOTS

    @property
    def centre(self) -> tuple[int, int]:
        """Where the next dot is."""
        return self.width + DOTS // 2, self.height + DOTS // 2


@dataclass(frozen=True)
class AttackRow:
    """One attack with so much knowledge. A figure is None where there is nothing to compare with."""

    attack: str
    knowledge: str
    release: Share
    stripped: Share | None
    control: Share | None

    @property
    def goal(self) -> Share | None:
        """Most that it may reach, or None where there is no goal."""
        goal = GOALS.get((self.attack, self.knowledge))
        return None if goal is None else Share(goal)

    @property
    def is_above_goal(self) -> bool:
        return self.goal is not None and self.release.share > self.goal.share + 1e-9

    @property
    def title(self) -> str:
        """What the attacker tries."""
        return attack_in_words(self.attack)

    @property
    def knows(self) -> str:
        """What the attacker knows or looks at."""
        return knowledge_in_words(self.knowledge)


@dataclass(frozen=True)
class Attacked:
    """All attacks on a release of so many people."""

    people: int
    targets: int
    rows: tuple[AttackRow, ...]

    def of(self, *attacks: str) -> tuple[AttackRow, ...]:
        """The rows of some attacks."""
        return tuple(row for row in self.rows if row.attack in attacks)

    def others(self) -> Iterator[AttackRow]:
        """All but singling out."""
        return (row for row in self.rows if row.attack != SINGLING_OUT)

    def find(self, attack: str, knowledge: str) -> AttackRow | None:
        """One row, or None where it was not measured."""
        return next((row for row in self.of(attack) if row.knowledge == knowledge), None)


def attacked_of(report: Mapping[str, Any]) -> Attacked | None:
    """The attacks in a report; None when none was measured."""
    data = report.get("attack")
    if not data or not data.get("rows"):
        return None
    rows = (
        AttackRow(
            row["attack"],
            row["knowledge"],
            Share(float(row["release"])),
            _share(row["stripped"]),
            _share(row["control"]),
        )
        for row in data["rows"]
    )
    return Attacked(people=data["people"], targets=data["targets"], rows=tuple(rows))


def attack_in_words(attack: str) -> str:
    """What an attacker tries."""
    return {
        SINGLING_OUT: _("Iemand aanwijzen"),
        "proved": _("Bewijzen dat een verborgen groep één tot vier mensen telt"),
        "participation": _("Beter raden omdat iemand meetelt"),
        "participation_odds": _("Beter raden omdat iemand meetelt, met onze scherpste aanval"),
        "hidden_cells": _("Zien dat een verborgen groep niet leeg is"),
        "membership": _("Weten of iemand meetelt"),
        "newcomer": _("Werk raden van iemand die erbij kwam"),
        "leaver": _("Werk raden van iemand die wegging"),
        "downcoding": _("Een woord raden waarvan alleen de groep er staat"),
        "homogeneity": _("Groepen waarvan zeker is dat iedereen hetzelfde heeft"),
    }.get(attack, attack)


def knowledge_in_words(knowledge: str) -> str:
    """What an attacker knows, or what is compared."""
    return {
        "0": _("Niets meer"),
        "1": _("Nog 1 ding"),
        "2": _("Nog 2 dingen"),
        "3": _("Nog 3 dingen"),
        "5": _("Nog 5 dingen"),
        "all": _("Alles"),
        "what": _("Een taak, vaardigheid, beroep of sector; bekend zijn plaats, opleiding en twee dingen"),
        "regional": _("Richting, vervoer, taal of iets dat goed gaat; bekend zijn plaats en twee dingen"),
        "hours_education": _("Uren of opleiding; bekend zijn plaats en twee dingen"),
        "licence_availability": _("Rijbewijs of beschikbaarheid; bekend zijn plaats en twee dingen"),
        "circles": _("Alle getallen samen, ook die van cirkels"),
        "person": _("Alles van die ene persoon"),
        "register": _("Alles van iedereen, behalve wie meetelt"),
        "10%": _("Plaats, opleiding, en dat iemand kwam of ging; 10 van de 100 mensen veranderden"),
        "1%": _("Hetzelfde, als 1 van de 100 mensen veranderde"),
        "rules": _("De regels van deze pagina"),
        "group": _("In welke groep iemand zit"),
    }.get(knowledge, knowledge)


def _share(value: float | None) -> Share | None:
    return None if value is None else Share(float(value))
