"""The table of an attack, as it is stored."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from profiles.publication.attack.knowledge import ALL, Kind
from profiles.publication.attack.readings import Reading

DIGITS = 4


@dataclass(frozen=True)
class Figures:
    """Shares of the targets; `expected` is the mean chance to pick the right one."""

    singled_out: float
    expected: float
    inferred: float

    def to_json(self) -> dict[str, float]:
        return {name: round(value, DIGITS) for name, value in asdict(self).items()}


Readings = Mapping[Reading, Figures]


def strongest(readings: Readings) -> Figures:
    """For each figure the reading that serves the attacker best: no attacker does better in all three."""
    return Figures(
        singled_out=max(figures.singled_out for figures in readings.values()),
        expected=max(figures.expected for figures in readings.values()),
        inferred=max(figures.inferred for figures in readings.values()),
    )


@dataclass(frozen=True)
class Line:
    """What came of knowing so many facts; `facts` may be ALL."""

    kind: Kind
    facts: int
    release: Readings
    stripped: Readings

    def to_json(self) -> dict[str, Any]:
        """Fit to be read by anybody: shares of the targets and nothing of anyone."""
        return {
            "kind": self.kind.value,
            "facts": None if self.facts == ALL else self.facts,
            "release": strongest(self.release).to_json(),
            "stripped": strongest(self.stripped).to_json(),
        }


@dataclass(frozen=True)
class Table:
    """A line for each amount of knowledge, on the same targets."""

    targets: int
    lines: tuple[Line, ...]

    def public(self) -> dict[str, Any]:
        """The table alone, as it may be shown outside; `facts` is null for all facts."""
        return {"targets": self.targets, "lines": [line.to_json() for line in self.lines]}

    def to_json(self, *, seed: int) -> dict[str, Any]:
        """With what each reading gave, and the seed by which it can be done again."""
        table = self.public()
        for told, line in zip(table["lines"], self.lines, strict=True):
            told["readings"] = {reading.value: found.to_json() for reading, found in line.release.items()}
        return {**table, "seed": seed}
