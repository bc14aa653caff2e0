"""What a check finds: each violation as a kind and its values, so that it can be said in any language."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

LISTED = 20


class Kind(StrEnum):
    """The ways in which a release can break its promise."""

    HASH_CHANGED = "hash_changed"
    POLICY_UNREADABLE = "policy_unreadable"
    COUNT_IS_TEXT = "count_is_text"
    COUNT_DIFFERS = "count_differs"
    POLICY_TEXT = "policy_text"
    INDEX_BROKEN = "index_broken"
    INDEX_DIFFERS = "index_differs"
    CONCEPT_NUMBERS = "concept_numbers"
    CONCEPT_TWICE = "concept_twice"
    ATTRIBUTE_UNKNOWN = "attribute_unknown"
    PARENT_WRONG = "parent_wrong"
    CODE_SHAPE = "code_shape"
    LABEL_SHAPE = "label_shape"
    STRAY_TEXT = "stray_text"
    ROW_NUMBERS = "row_numbers"
    NOBODY_ON_ROW = "nobody_on_row"
    FACT_UNKNOWN = "fact_unknown"
    FACTS_UNSORTED = "facts_unsorted"
    GROUP_MISSING = "group_missing"
    TWO_CLASSES = "two_classes"
    CLASS_TOO_SMALL = "class_too_small"
    TOO_SMALL_TO_DIVIDE = "too_small_to_divide"
    TOO_RARE = "too_rare"
    TOO_FEW_TWINS = "too_few_twins"
    ORDER_TELLS = "order_tells"


@dataclass(frozen=True)
class Violation:
    """One violation; the values are plain data and fill the sentence that `wording` has for the kind."""

    kind: Kind
    values: Mapping[str, Any]

    def to_json(self) -> dict[str, Any]:
        return {"kind": self.kind.value, "values": dict(self.values)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Violation":
        """Read what `to_json` wrote."""
        return cls(Kind(data["kind"]), data["values"])


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
    examined: int, kind: Kind, places: NDArray[np.int64], values: Callable[[int], Mapping[str, Any]]
) -> Found:
    """A violation at each of these places; only those that are listed are put into values."""
    listed = tuple(Violation(kind, values(int(place))) for place in places[:LISTED])
    return Found(examined, len(places), listed)


def together(parts: Iterable[Found]) -> Found:
    return reduce(Found.__add__, parts, Found(0))
