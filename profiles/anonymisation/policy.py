"""The rules a release is made by, checked: data that is stored with each release."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from explorer.release.shapes import BY_NAME, SHAPES, Shape

LEAST_K = 5
MOST_K = 100
SAMPLING_RATES = (0.01, 0.25)
"""Lowest and highest share of (person, group) pairs that is left out."""
LEAST_DAYS = (1, 366)
LEAST_CHANGED = (0.0, 1.0)


class PolicyError(ValueError):
    """A rule that no release can follow; `rule` is its name."""

    def __init__(self, rule: str, problem: str) -> None:
        super().__init__(f"{rule}: {problem}")
        self.rule = rule


@dataclass(frozen=True)
class Rules:
    """`k` people at least; `sampling_rate` of the pairs left out; `shapes`: name -> whether it is published.

    A next release comes after `least_days`, and once `least_changed` of the people changed.
    """

    k: int = LEAST_K
    sampling_rate: float = 0.05
    shapes: Mapping[str, bool] = field(default_factory=lambda: {shape.name: True for shape in SHAPES})
    least_days: int = 28
    least_changed: float = 0.10

    def __post_init__(self) -> None:
        _require_number("k", self.k, LEAST_K, MOST_K, whole=True)
        _require_number("sampling_rate", self.sampling_rate, *SAMPLING_RATES)
        _require_number("least_days", self.least_days, *LEAST_DAYS, whole=True)
        _require_number("least_changed", self.least_changed, *LEAST_CHANGED)
        if not isinstance(self.shapes, Mapping) or set(self.shapes) != set(BY_NAME):
            raise PolicyError("shapes", f"must say of each shape whether it is published: {sorted(BY_NAME)}")
        if not all(isinstance(value, bool) for value in self.shapes.values()):
            raise PolicyError("shapes", "each shape is true or false")
        if not self.shapes["place"]:
            raise PolicyError("shapes", "without “place” there is nothing to publish")
        if self.shapes["circle-condition"] and not self.shapes["circle"]:
            # Closing lists what a group implies of a wider one.
            raise PolicyError("shapes", "“circle-condition” needs “circle”")

    @property
    def published_shapes(self) -> tuple[Shape, ...]:
        """The shapes that are on, in the order of the table."""
        return tuple(shape for shape in SHAPES if self.shapes[shape.name])

    def to_json(self) -> dict[str, Any]:
        """As it is stored with a release."""
        return {**{name: getattr(self, name) for name in RULES}, "shapes": dict(self.shapes)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Rules":
        """Read what `to_json` wrote. Raises `PolicyError`, also for a rule that is not known."""
        unknown = sorted(set(stored) - set(RULES))
        if unknown:
            raise PolicyError(unknown[0], "is no rule")
        return cls(**stored)


RULES = tuple(each.name for each in fields(Rules))


def _require_number(rule: str, value: object, least: float, most: float, *, whole: bool = False) -> None:
    kinds = int if whole else (int, float)
    if not isinstance(value, kinds) or isinstance(value, bool):
        raise PolicyError(rule, "must be a whole number" if whole else "must be a number")
    if not least <= value <= most:
        raise PolicyError(rule, f"must be from {least} to {most}")
