"""Which cells of a sheet are computed. The reader of values cannot tell them from texts."""

import re
from dataclasses import dataclass, field
from typing import IO

from profiles.imports.files import MAX_COLUMNS, MAX_ROWS, FileRefused, damaged, too_large
from profiles.imports.markup import careful_parser, feed, local_name

# The reader lays a sheet out as a rectangle, however few of its cells are filled.
MAX_CELLS = 6_000_000
LONGEST_FORMULA = 200
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_FILLED = frozenset({"v", "is", "f"})


def formulas(stream: IO[bytes]) -> dict[tuple[int, int], str]:
    """Text of each computed cell of a sheet by (line, column), both from 1.

    Raises FileRefused when a filled cell stands outside the bounds of what may be read.
    """
    scan = _Scan()
    parser = careful_parser()
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.text
    feed(parser, stream)
    return {where: "".join(pieces)[:LONGEST_FORMULA] for where, pieces in scan.found.items()}


@dataclass
class _Scan:
    """Walks past the cells of a sheet and remembers where the formulas are."""

    found: dict[tuple[int, int], list[str]] = field(default_factory=dict)
    row: int = 0
    column: int = 0
    last_row: int = 0
    last_column: int = 0
    in_formula: bool = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        element = local_name(name)
        if element == "c":
            self._cell(attributes.get("r"))
        elif element == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
        elif element in _FILLED:
            self._filled()
            self.in_formula = element == "f"
            if self.in_formula:
                self.found[self.row, self.column] = []

    def end(self, name: str) -> None:
        self.in_formula = False

    def text(self, data: str) -> None:
        if self.in_formula:
            self.found[self.row, self.column].append(data)

    def _cell(self, reference: str | None) -> None:
        if reference is None:
            self.column += 1
            return
        match = _REFERENCE.fullmatch(reference)
        if not match:
            raise FileRefused(damaged())
        self.row, self.column = int(match[2]), _number(match[1])

    def _filled(self) -> None:
        self.last_row = max(self.last_row, self.row)
        self.last_column = max(self.last_column, self.column)
        out_of_bounds = self.last_row > MAX_ROWS or self.last_column > MAX_COLUMNS
        if out_of_bounds or self.last_row * self.last_column > MAX_CELLS:
            raise FileRefused(too_large())


def _number(letters: str) -> int:
    """Number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
