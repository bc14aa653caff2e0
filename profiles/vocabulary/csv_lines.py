"""Reads a CSV file of concepts line by line; whatever is wrong with it becomes a VocabularyError."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

from profiles.vocabulary.rows import VocabularyError

# The largest official file has some 20 MB; beyond this it is not what it says it is.
MOST_BYTES = 100_000_000


def read_lines(file: Path) -> Iterator[tuple[str, list[str]]]:
    """File-and-line and trimmed cells of the header and of each line that is not blank."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise VocabularyError(file.name, f"is larger than {MOST_BYTES // 1_000_000} MB")
        with file.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.reader(stream, strict=True)
            for cells in reader:
                origin = f"{file.name}, line {reader.line_num}"
                # PostgreSQL takes no NUL in a text; refused here, the line can be named.
                if any("\0" in cell for cell in cells):
                    raise VocabularyError(origin, "holds a NUL character")
                if any(cells):
                    yield origin, [cell.strip() for cell in cells]
    except csv.Error as error:
        raise VocabularyError(f"{file.name}, line {reader.line_num}", f"is no CSV: {error}") from error
    except UnicodeDecodeError as error:
        raise VocabularyError(file.name, "is not UTF-8 text") from error
    except OSError as error:
        raise VocabularyError(file.name, f"cannot be read ({error.strerror})") from error


def read_records(file: Path, header: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """File-and-line and named cells of each line below this very header."""
    lines = read_lines(file)
    _, names = next(lines, ("", []))
    if tuple(names) != tuple(header):
        raise VocabularyError(f"{file.name}, line 1", f"the header must be {','.join(header)}")
    for origin, cells in lines:
        if len(cells) != len(header):
            raise VocabularyError(origin, f"{len(cells)} cells instead of {len(header)}")
        yield origin, dict(zip(header, cells, strict=True))
