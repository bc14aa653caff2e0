"""The rules a release is made by, as plain data."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from profiles.anonymisation.weights import CARD_WEIGHTS, OTHER, PROFILE_CAPS, PROFILE_WEIGHTS

PLACE, EDUCATION = "place", "education"
CLASS_ATTRIBUTES = (PLACE, EDUCATION)
HIGHEST_M = 3
DEFAULT_FLOOR = 200
CARDS = range(2, 13)


class Mode(StrEnum):
    """What a row stands for: a person, a group of twins, or one of the several groups people are in."""

    PROFILES = "profiles"
    TWINS = "twins"
    TWIN_CARDS = "twin-cards"


class PolicyError(ValueError):
    """A rule that cannot be followed: `rule` is which, the message says why."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(f"{rule} {message}")
        self.rule = rule


@dataclass(frozen=True, kw_only=True)
class Policy:
    """What is promised, and what is told first.

    *profiles*, (k, k^m): within a class any `m` facts beside the class key hold
    for at least `k` people or for none. `class_attributes` are what everybody may
    know of somebody, the place (as it is) and the education (its band); `floor`
    is the least number of people whose place or band may be told.

    *twins* and *twin-cards*: at least `k` people share all the facts of a row;
    with cards everybody may stand on as many as `cards` rows. There are no
    classes: `m`, `floor` and `class_attributes` say nothing, and are 0, 0 and none.

    `weights`: attribute -> how much employers ask for it; see `weights` for what is usual.
    `caps`: attribute -> how many of its most specific facts one person may tell; for m > 1 some are usual.
    """

    mode: Mode = Mode.PROFILES
    k: int = 5
    m: int = 2
    cards: int = 1
    floor: int = DEFAULT_FLOOR
    class_attributes: tuple[str, ...] = CLASS_ATTRIBUTES
    weights: Mapping[str, float] = field(default_factory=dict, hash=False)
    caps: Mapping[str, int] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        _require_whole("k", self.k, least=2)
        if self.by_class:
            self._require_class_rules()
        else:
            for name, nothing in {"m": 0, "floor": 0, "class_attributes": ()}.items():
                object.__setattr__(self, name, nothing)
        several = self.mode is Mode.TWIN_CARDS
        _require_whole(
            "cards", self.cards, least=CARDS[0] if several else 1, most=CARDS[-1] if several else 1
        )
        _require_numbers("weights", self.weights, whole=False)
        _require_numbers("caps", self.caps, whole=True)
        usual = PROFILE_WEIGHTS if self.by_class else CARD_WEIGHTS
        object.__setattr__(self, "weights", MappingProxyType({**usual, **self.weights}))
        short = PROFILE_CAPS if self.m > 1 else {}
        object.__setattr__(self, "caps", MappingProxyType({**short, **self.caps}))

    def _require_class_rules(self) -> None:
        _require_whole("m", self.m, least=1, most=HIGHEST_M)
        _require_whole("floor", self.floor, least=1)
        known = [name for name in self.class_attributes if name in CLASS_ATTRIBUTES]
        if len(set(known)) != len(self.class_attributes):
            raise PolicyError("class_attributes", f"may name {CLASS_ATTRIBUTES}, each once")

    @property
    def by_class(self) -> bool:
        """Whether people are compared within classes, or everybody with everybody."""
        return self.mode is Mode.PROFILES

    @property
    def smallest_class(self) -> int:
        """The least number of people of a class."""
        return max(self.k, self.floor)

    def weight(self, attribute: str) -> float:
        """How much employers ask for an attribute."""
        return float(self.weights.get(attribute, OTHER))

    def to_json(self) -> dict[str, Any]:
        """As it is stored with a release."""
        return {
            "mode": self.mode.value,
            "k": self.k,
            "m": self.m,
            "cards": self.cards,
            "floor": self.floor,
            "class_attributes": list(self.class_attributes),
            "weights": dict(self.weights),
            "caps": dict(self.caps),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Policy":
        """Read what `to_json` wrote, now or before there were modes; raises `PolicyError`."""
        missing = {"k", "m", "floor", "class_attributes"} - set(data)
        unknown = set(data) - set(RULES)
        for name in sorted(missing | unknown):
            raise PolicyError(name, "is missing" if name in missing else "is no rule of this code")
        if not isinstance(data["class_attributes"], list | tuple):
            raise PolicyError("class_attributes", "must be a list")
        mode = _mode(data.get("mode", Mode.PROFILES))
        return cls(**{**data, "mode": mode, "class_attributes": tuple(data["class_attributes"])})


RULES = tuple(Policy.__dataclass_fields__)


def _mode(name: Any) -> Mode:
    if name not in tuple(Mode):
        raise PolicyError("mode", f"must be one of {[mode.value for mode in Mode]}, not {name!r}")
    return Mode(name)


def _require_whole(name: str, value: Any, *, least: int, most: float = math.inf) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        bounds = f"of at least {least}" if most == math.inf else f"from {least} to {most}"
        raise PolicyError(name, f"must be a whole number {bounds}, not {value!r}")


def _require_numbers(name: str, values: Any, *, whole: bool) -> None:
    if not isinstance(values, Mapping):
        raise PolicyError(name, "must tell a number for each attribute")
    for attribute, value in values.items():
        if not isinstance(value, int if whole else int | float) or isinstance(value, bool):
            raise PolicyError(name, f"of {attribute} must be a number, not {value!r}")
        if not (1 if whole else 0) <= value <= 1000 or value == 0:
            raise PolicyError(name, f"of {attribute} must be above 0 and at most 1000, not {value!r}")
