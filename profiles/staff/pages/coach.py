"""How well a candidate can be found: which of the wanted attributes are there, which to fill in first."""

from collections.abc import Sequence
from dataclasses import dataclass

from profiles.register.gaps import HOURS, WANTED
from profiles.staff.forms.sections import Section
from profiles.vocabulary.attributes import BY_NAME


@dataclass(frozen=True)
class Gap:
    """A wanted attribute that is missing, and where to fill it in."""

    label: str
    anchor: str


@dataclass(frozen=True)
class Coach:
    """`steps`: for each wanted attribute whether it is there, those that are first."""

    filled: int
    steps: Sequence[bool]
    gaps: Sequence[Gap]

    @property
    def total(self) -> int:
        return len(self.steps)


def coach(drawn: Sequence[Section]) -> Coach:
    """What the form says now, saved or not."""
    filled = {part.name for section in drawn for part in section.parts if part.is_filled}
    present = [name in filled for name in WANTED]
    gaps = [Gap(str(BY_NAME[name].label), _anchor(name)) for name in WANTED if name not in filled]
    return Coach(sum(present), sorted(present, reverse=True), gaps)


def _anchor(name: str) -> str:
    return "id_hours_min" if name == HOURS else f"id_{name}"
