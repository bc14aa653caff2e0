"""What a release promises, read from the policy that is stored with it."""

from dataclasses import dataclass
from typing import Any

from explorer.release.shapes import SHAPES, Shape

LEAST_K = 5
HIGHEST_K = 1000
LEAST_SAMPLING, HIGHEST_SAMPLING = 0.01, 0.5
# Closing walks along these: what is published of a narrower group must be publishable of the wider one.
NEEDS = {
    "circle-condition": "circle",
    "place-condition": "place",
    "regional-condition": "place",
    "pair": "place",
    "circle": "place",
}


class RulesError(ValueError):
    """A policy that cannot be checked; the message names the rule."""


@dataclass(frozen=True)
class Rules:
    """Smallest group, share of (person, group) pairs left out, and the shapes that are published."""

    k: int
    sampling_rate: float
    shapes: tuple[Shape, ...]

    def has(self, name: str) -> bool:
        """Whether a shape is published."""
        return any(shape.name == name for shape in self.shapes)

    def to_json(self) -> dict[str, Any]:
        """As a report has them."""
        names = [shape.name for shape in self.shapes]
        return {"k": self.k, "sampling_rate": self.sampling_rate, "shapes": names}


def rules_of(policy: Any) -> Rules:
    """The rules of a stored policy. Raises `RulesError` for what is missing, unknown or out of bounds."""
    if not isinstance(policy, dict):
        raise RulesError("policy")
    k = policy.get("k")
    # True is an integer to Python, and no rule.
    if not isinstance(k, int) or isinstance(k, bool) or not LEAST_K <= k <= HIGHEST_K:
        raise RulesError("k")
    rate = policy.get("sampling_rate")
    if not isinstance(rate, int | float) or isinstance(rate, bool):
        raise RulesError("sampling_rate")
    if not LEAST_SAMPLING <= rate <= HIGHEST_SAMPLING:
        raise RulesError("sampling_rate")
    chosen = policy.get("shapes")
    known = {shape.name for shape in SHAPES}
    # A shape that is not named could be published without being checked.
    if not isinstance(chosen, dict) or set(chosen) != known:
        raise RulesError("shapes")
    if not all(isinstance(each, bool) for each in chosen.values()) or not chosen["place"]:
        raise RulesError("shapes")
    if any(chosen[name] and not chosen[needed] for name, needed in NEEDS.items()):
        raise RulesError("shapes")
    return Rules(
        k=k, sampling_rate=float(rate), shapes=tuple(shape for shape in SHAPES if chosen[shape.name])
    )
