"""What a release promises, read from the policy that is stored with it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

HIGHEST_M = 3


class Mode(StrEnum):
    """Profiles keep (k, k^m) within classes; of twins and twin cards at least k people share each row."""

    PROFILES = "profiles"
    TWINS = "twins"
    TWIN_CARDS = "twin-cards"


class RulesError(ValueError):
    """A policy of which nobody can say whether it was kept; the message names the rule."""


@dataclass(frozen=True)
class Rules:
    """`m` and `floor` say nothing in the modes of twins."""

    mode: Mode
    k: int
    m: int
    floor: int
    class_attributes: tuple[str, ...]

    @property
    def has_classes(self) -> bool:
        return self.mode == Mode.PROFILES

    @property
    def smallest_class(self) -> int:
        """Fewest people of a class, in a release that has as many."""
        return max(self.k, self.floor)

    def to_json(self) -> dict[str, Any]:
        """As a report tells them."""
        return {**asdict(self), "mode": self.mode.value, "class_attributes": list(self.class_attributes)}


def rules_of(policy: Mapping[str, Any]) -> Rules:
    """The rules of a stored policy; older ones know one mode only. Raises `RulesError`."""
    if policy.get("mode", Mode.PROFILES) not in set(Mode):
        raise RulesError("mode")
    mode = Mode(policy.get("mode", Mode.PROFILES))
    classes = mode == Mode.PROFILES
    attributes = policy.get("class_attributes", [])
    if not isinstance(attributes, list) or not all(isinstance(name, str) for name in attributes):
        raise RulesError("class_attributes")
    return Rules(
        mode=mode,
        k=_whole(policy, "k", least=2),
        m=_whole(policy, "m", least=1, most=HIGHEST_M) if classes else 0,
        floor=_whole(policy, "floor", least=1) if classes else 0,
        class_attributes=tuple(attributes),
    )


def _whole(policy: Mapping[str, Any], name: str, *, least: int, most: int | None = None) -> int:
    value = policy.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise RulesError(name)
    if most is not None and value > most:
        raise RulesError(name)
    return value
