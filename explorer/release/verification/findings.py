"""What a check finds: each violation as a kind and its values, so that it can be said in any language."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    # Pages read reports where numpy is not installed.
    import numpy as np
    from numpy.typing import NDArray

LISTED = 20


class Fault(StrEnum):
    """The ways in which a release can break its promise."""

    HASH_CHANGED = "hash_changed"
    POLICY_UNREADABLE = "policy_unreadable"
    POLICY_TEXT = "policy_text"
    COUNT_IS_TEXT = "count_is_text"
    COUNT_UNKNOWN = "count_unknown"
    COUNT_DIFFERS = "count_differs"
    CONCEPT_NUMBERS = "concept_numbers"
    CONCEPT_TWICE = "concept_twice"
    ATTRIBUTE_UNKNOWN = "attribute_unknown"
    CONCEPT_ORDER = "concept_order"
    PARENT_WRONG = "parent_wrong"
    SPECIAL_WRONG = "special_wrong"
    WORD_UNKNOWN = "word_unknown"
    CODE_SHAPE = "code_shape"
    LABEL_SHAPE = "label_shape"
    STRAY_TEXT = "stray_text"
    AREA_NUMBERS = "area_numbers"
    AREA_TWICE = "area_twice"
    AREA_MEMBERS = "area_members"
    AREA_KINDS = "area_kinds"
    AREA_NAME = "area_name"
    AREA_MISSING = "area_missing"
    CIRCLE_WRONG = "circle_wrong"
    GROUPS_UNSORTED = "groups_unsorted"
    GROUP_UNKNOWN = "group_unknown"
    SHAPE_UNKNOWN = "shape_unknown"
    PAIR_WRONG = "pair_wrong"
    LABEL_WRONG = "label_wrong"
    BELOW_THRESHOLD = "below_threshold"
    WIDER_MISSING = "wider_missing"
    WIDER_SMALLER = "wider_smaller"
    INCONSISTENT = "inconsistent"
    CIRCLE_TELLS = "circle_tells"
    PEOPLE_PROVED = "people_proved"


@dataclass(frozen=True)
class Violation:
    """One violation; the values are plain data and fill the sentence that `wording` has for the kind."""

    kind: Fault
    values: Mapping[str, Any]

    def to_json(self) -> dict[str, Any]:
        return {"kind": self.kind.value, "values": dict(self.values)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Violation":
        """Read what `to_json` wrote."""
        return cls(Fault(data["kind"]), data["values"])


@dataclass(frozen=True)
class Found:
    """How much a check looked at, how many violations there are, and the first of them."""

    examined: int
    total: int = 0
    listed: tuple[Violation, ...] = ()

    def __add__(self, other: "Found") -> "Found":
        listed = (self.listed + other.listed)[:LISTED]
        return Found(self.examined + other.examined, self.total + other.total, listed)


def found(examined: int, violations: Iterable[Violation]) -> Found:
    """All violations counted, the first listed."""
    total, listed = 0, []
    for violation in violations:
        total += 1
        if total <= LISTED:
            listed.append(violation)
    return Found(examined, total, tuple(listed))


def found_at(
    examined: int, kind: Fault, rows: "NDArray[np.int64]", values: Callable[[int], Mapping[str, Any]]
) -> Found:
    """A violation in each of these rows; only those that are listed are put into values."""
    listed = tuple(Violation(kind, values(int(row))) for row in rows[:LISTED])
    return Found(examined, len(rows), listed)
