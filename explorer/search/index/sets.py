"""The sets of rows of an artefact, asked for by what they say of a concept or an attribute."""

from collections.abc import Iterable

from explorer.release.artefact import Bits, RowSets
from explorer.search.concepts import Concepts

Numbers = tuple[int, ...]


class Sets:
    """Numbers of sets that are not empty, and the rows in any of several."""

    def __init__(self, sets: RowSets, concepts: Concepts) -> None:
        words = len(concepts)
        self._sets = sets
        self._sizes: list[int] = sets.sizes.tolist()
        self._ends = [one.number + words if concepts.children(one.number) else one.number for one in concepts]
        self._silent = {attribute: 2 * words + place for place, attribute in enumerate(concepts.attributes)}
        self.everybody = 2 * words + len(concepts.attributes)

    def held(self, concepts: Iterable[int]) -> Numbers:
        """Of rows that hold one of these concepts."""
        return self._filled(concepts)

    def ends(self, concepts: Iterable[int]) -> Numbers:
        """Of rows that end at one of these concepts, and may mean anything below it there."""
        return self._filled(self._ends[concept] for concept in concepts)

    def silent(self, attributes: Iterable[str]) -> Numbers:
        """Of rows that tell nothing of one of these attributes: all rows where the release lacks it."""
        return self._filled(self._silent.get(attribute, self.everybody) for attribute in attributes)

    def any_of(self, numbers: Numbers) -> Bits:
        """The rows in at least one of the sets."""
        return self._sets.any_of(numbers)

    def size(self, numbers: Numbers) -> int:
        """How many rows the sets have together; who is in two of them counts twice."""
        return sum(self._sizes[number] for number in numbers)

    def _filled(self, numbers: Iterable[int]) -> Numbers:
        return tuple(number for number in numbers if self._sizes[number])
