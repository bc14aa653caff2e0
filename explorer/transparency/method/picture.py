"""The picture of the method page: what one person told, how many share it, and what is shown of it.

A row of dots for each fact: the filled ones are people who share it. Where they
reach the line, it is shown.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from explorer.release.promise import Policy, mode_of
from explorer.release.weighing import Mode

STEP = 16
RADIUS = 6
USUAL_K = 5


class Outcome(StrEnum):
    """What becomes of a fact; the value is the class of its mark."""

    SHOWN = "ok"
    GENERALISED = "info"
    HELD_BACK = "wait"


ICONS = {Outcome.SHOWN: "tick", Outcome.GENERALISED: "people", Outcome.HELD_BACK: "lock"}


@dataclass(frozen=True)
class Dot:
    x: int
    shares: bool


@dataclass(frozen=True)
class Line:
    """A fact of the example: `shared` of the `slots` people that are drawn have it; `enough` is the line."""

    told: str
    shown: str
    outcome: Outcome
    shared: int
    slots: int
    enough: int

    @property
    def icon(self) -> str:
        return ICONS[self.outcome]

    @property
    def word(self) -> str:
        return {
            Outcome.SHOWN: _("Getoond"),
            Outcome.GENERALISED: _("Als groep"),
            Outcome.HELD_BACK: _("Niet getoond"),
        }[self.outcome]

    @property
    def dots(self) -> tuple[Dot, ...]:
        return tuple(Dot(STEP // 2 + STEP * place, place < self.shared) for place in range(self.slots))

    @property
    def width(self) -> int:
        return STEP * self.slots

    @property
    def line(self) -> int:
        """Where the line stands: right after the dot that makes it enough."""
        return STEP * self.enough


@dataclass(frozen=True)
class Picture:
    """The lines with what the dots mean."""

    lines: tuple[Line, ...]
    caption: str
    more: str


def picture(policy: Policy) -> Picture:
    """The example as the rules of a release treat it."""
    k = int(policy.get("k") or USUAL_K)
    of_twins = mode_of(policy) != Mode.PROFILES
    slots = k if of_twins else k + 3
    few = max(1, k - 3)
    lines = (
        Line(_("Woont in Venlo"), _("Venlo"), Outcome.SHOWN, slots, slots, k),
        Line(_("Kan orderpicken"), _("Orderpicken"), Outcome.SHOWN, k if of_twins else k + 1, slots, k),
        Line(_("Kan bonbons maken"), _("Keuken en bakkerij"), Outcome.GENERALISED, few, slots, k),
        Line(_("Kan een drone besturen"), _("Niets"), Outcome.HELD_BACK, 1, slots, k),
    )
    return Picture(lines, _caption(of_twins, k), _more(policy))


def _caption(of_twins: bool, k: int) -> str:
    if of_twins:
        return _(
            "De stippen zijn deze kandidaat en de %(others)s mensen die er het meest op lijken. "
            "Wat zij alle %(k)s hebben, tonen wij. Hebben zij alleen de groep gemeen, dan tonen wij de groep."
        ) % {"k": k, "others": k - 1}
    return _(
        "De stippen zijn mensen met dezelfde plaats en opleiding. Een volle stip heeft dit ook. "
        "Komen de volle stippen tot de lijn, bij %(k)s mensen, dan tonen wij het. Anders tonen wij de groep, "
        "als daar wel genoeg mensen bij horen, of niets."
    ) % {"k": k}


def _more(policy: Policy) -> str:
    """What is more to it than one fact at a time."""
    if mode_of(policy) == Mode.TWIN_CARDS:
        return _(
            "Op een andere kaart staat deze kandidaat tussen andere mensen. Daar kan iets anders op staan."
        )
    if mode_of(policy) == Mode.TWINS:
        return _("Zo heeft niemand een profiel voor zich alleen.")
    if policy.get("m", 1) > 1:
        return _("Wij tellen ook wat mensen samen hebben: elke %(m)s gegevens bij elkaar.") % {
            "m": policy["m"]
        }
    return ""
