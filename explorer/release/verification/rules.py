"""What a release promises, read from the policy that is stored with it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from explorer.release.weighing import Mode

# Written down here once more, not taken from who makes releases: an attribute that is
# added there by mistake makes the next release fail.
ATTRIBUTES = frozenset({
    "place", "education", "direction", "hours", "availability", "licence", "transport", "sector",
    "occupation", "task", "skill", "competence", "affinity", "language",
})  # fmt: skip
# Of more facts together nobody could count all combinations of a country in time.
HIGHEST_M = 3


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


def rules_of(policy: Any) -> Rules:
    """The rules of a stored policy; older ones know one mode only. Raises `RulesError`."""
    if not isinstance(policy, dict):
        raise RulesError("policy")
    if policy.get("mode", Mode.PROFILES) not in list(Mode):
        raise RulesError("mode")
    mode = Mode(policy.get("mode", Mode.PROFILES))
    classes = mode == Mode.PROFILES
    attributes = policy.get("class_attributes", [])
    # A name that is misspelt would make all people one class, in which nothing is rare.
    if not isinstance(attributes, list) or any(name not in list(ATTRIBUTES) for name in attributes):
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
    # True is an integer to Python, and no rule.
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise RulesError(name)
    if most is not None and value > most:
        raise RulesError(name)
    return value
