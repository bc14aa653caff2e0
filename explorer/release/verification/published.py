"""A release as the verifier reads it: its words and places as rows, its groups as arrays."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.release.models import Area, Circle, PublishedConcept, RefusedWord, SearchWord, Title
from explorer.release.shapes import ATTRIBUTES, PLACE, WHATS, AreaKind
from explorer.release.verification.identifiers import resembles

Numbers = NDArray[np.int64]
Mask = NDArray[np.bool_]
NAMED = 3  # municipalities that describe an area without a name of its own


@dataclass(frozen=True)
class Groups:
    """Group i is (what[i], area[i], condition[i]) with label at_least[i]; four arrays of one length."""

    what: NDArray[Any]
    area: NDArray[Any]
    condition: NDArray[Any]
    at_least: NDArray[Any]

    def __len__(self) -> int:
        return len(self.what)

    def take(self, rows: NDArray[Any]) -> "Groups":
        """The groups in these rows, by mask or index."""
        return Groups(self.what[rows], self.area[rows], self.condition[rows], self.at_least[rows])

    @cached_property
    def keys(self) -> Numbers:
        """One number for what, area and condition; ascending where the groups are in order."""
        return key_of(self.what, self.area, self.condition)


def key_of(what: NDArray[Any], area: NDArray[Any], condition: NDArray[Any]) -> Numbers:
    """What, area and condition in one number of 64 bits, in this order."""
    # Each is of 16 bits in the database, so none runs into the next.
    return what.astype(np.int64) << 32 | area.astype(np.int64) << 16 | condition.astype(np.int64)


@dataclass(frozen=True)
class Published:
    """Everything of a release that the verifier looks at, and how many seconds it took to read."""

    number: int
    policy: Any
    counts: Any
    declared_hash: str
    computed_hash: str
    concepts: Sequence[PublishedConcept]
    areas: Sequence[Area]
    circles: Sequence[Circle]
    groups: Groups
    titles: Sequence[Title] = ()
    search_words: Sequence[SearchWord] = ()
    refused_words: Sequence[RefusedWord] = ()
    seconds: float = 0.0

    @property
    def municipalities(self) -> list[PublishedConcept]:
        """Places below a region."""
        return [each for each in self.concepts if each.attribute == PLACE and each.parent is not None]

    def name(self, concept: int) -> dict[str, str]:
        """A concept in the languages of the site; its number alone where a report must not repeat it."""
        found = next((each for each in self.concepts if each.number == concept), None)
        # The name may be the very text about a person that is reported.
        if found is None or any(map(resembles, (found.code, found.label_nl, found.label_en))):
            return dict.fromkeys(("nl", "en"), f"({concept})")
        code = f"({found.attribute}:{found.code})"
        return {"nl": f"{found.label_nl} {code}", "en": f"{found.label_en} {code}"}

    def place(self, area: int) -> list[dict[str, str]]:
        """An area by its municipality or region, else by some of its municipalities."""
        found = next((each for each in self.areas if each.number == area), None)
        if found is None:
            return [dict.fromkeys(("nl", "en"), f"({area})")]
        named = [found.concept] if found.concept else list(found.members[:NAMED])
        more = [{"nl": "…", "en": "…"}] if not found.concept and len(found.members) > NAMED else []
        return [*(self.name(number) for number in named), *more]

    def describe(self, groups: Groups, row: int) -> dict[str, Any]:
        """A group as the values of a violation have it."""
        what, area, condition = (int(each[row]) for each in (groups.what, groups.area, groups.condition))
        return {
            "group": [self.name(number) for number in (what, condition) if number],
            "area": self.place(area),
            "at_least": int(groups.at_least[row]),
        }


class World:
    """Words and areas of a well-formed release as arrays by number; index 0 is none.

    `attribute[c]` is an index into ATTRIBUTES, -1 for none; `parent[c]` a number or 0;
    `kinds[a]` the letters of an area as bits, `members[a]` its municipalities.
    """

    def __init__(self, published: Published) -> None:
        concepts = sorted(published.concepts, key=lambda concept: concept.number)
        areas = sorted(published.areas, key=lambda area: area.number)
        codes = {name: index for index, name in enumerate(ATTRIBUTES)}
        self.attribute = np.array([-1, *(codes[each.attribute] for each in concepts)], dtype=np.int8)
        self.parent = np.array([0, *(each.parent or 0 for each in concepts)], dtype=np.int64)
        self.is_what = np.isin(self.attribute, [codes[name] for name in WHATS])
        self.kinds = np.array([0, *(kinds_as_bits(each.kinds) for each in areas)], dtype=np.int64)
        self.members: list[frozenset[int]] = [frozenset(), *(frozenset(each.members) for each in areas)]

    def of_kind(self, *kinds: AreaKind) -> Numbers:
        """Numbers of the areas with a name of one of these kinds."""
        return np.flatnonzero(self.kinds & kinds_as_bits("".join(kinds)))

    def of_attribute(self, name: str) -> Numbers:
        """Numbers of the concepts of an attribute."""
        return np.flatnonzero(self.attribute == ATTRIBUTES.index(name))

    def related(self, one: NDArray[Any], other: NDArray[Any]) -> Mask:
        """Whether one concept is the other, or above or below it; element by element."""
        is_related = one == other
        for low, high in ((one, other), (other, one)):
            # All rows step up together; the deepest tree sets the number of steps.
            above = self.parent[low]
            while above.any():
                is_related = is_related | ((above == high) & (above != 0))
                above = self.parent[above]
        return is_related


def kinds_as_bits(kinds: str) -> int:
    """Letters of `AreaKind` as bits, the first kind lowest."""
    return sum(1 << index for index, kind in enumerate(AreaKind) if kind.value in kinds)
