"""The rules a release is made by, as plain data."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

PLACE, EDUCATION = "place", "education"
CLASS_ATTRIBUTES = (PLACE, EDUCATION)
HIGHEST_M = 1


class PolicyError(ValueError):
    """Rules that cannot be followed, or not yet; `rule` names which."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule


@dataclass(frozen=True, kw_only=True)
class Policy:
    """(k, k^m) within classes: any `m` facts beside the class key hold for at least `k` people or for none.

    `class_attributes` are what everybody may know of somebody: the place (as it
    is) and the education (its band). `floor` is the least number of people whose
    place or band may be told.
    """

    k: int = 5
    m: int = 1
    floor: int = 200
    class_attributes: tuple[str, ...] = CLASS_ATTRIBUTES

    def __post_init__(self) -> None:
        for name, least in (("k", 2), ("m", 1), ("floor", 1)):
            value = getattr(self, name)
            if not isinstance(value, int) or isinstance(value, bool) or value < least:
                raise PolicyError(name, f"{name} must be a whole number of at least {least}, not {value!r}")
        known = [name for name in self.class_attributes if name in CLASS_ATTRIBUTES]
        if len(set(known)) != len(self.class_attributes):
            raise PolicyError(
                "class_attributes", f"may name {CLASS_ATTRIBUTES}, each once: {self.class_attributes}"
            )

    @property
    def smallest_class(self) -> int:
        """The least number of people of a class."""
        return max(self.k, self.floor)

    def require_supported(self) -> None:
        """Raise `PolicyError` for rules that this code cannot follow yet."""
        if self.m > HIGHEST_M:
            raise PolicyError("m", f"m = {self.m} is not supported yet: at most {HIGHEST_M}")

    def to_json(self) -> dict[str, Any]:
        """As it is stored with a release."""
        return {**asdict(self), "class_attributes": list(self.class_attributes)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Policy":
        """Read what `to_json` wrote; raises `PolicyError` for a rule that is missing, unknown or wrong."""
        names = set(cls.__dataclass_fields__)
        if set(data) != names:
            wrong = ", ".join(sorted(names ^ set(data)))
            raise PolicyError(wrong, f"rules must be exactly {sorted(names)}, not {sorted(data)}")
        attributes = data["class_attributes"]
        if not isinstance(attributes, list | tuple):
            raise PolicyError("class_attributes", "class_attributes must be a list")
        return cls(k=data["k"], m=data["m"], floor=data["floor"], class_attributes=tuple(attributes))
