"""Reads the tables beside the vocabulary: titles, words of employers, refused words.

A cell may have several titles or words between bars; each becomes a row of its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from explorer.release.models import RefusedWord
from profiles.vocabulary.csv_lines import read_records
from profiles.vocabulary.models import EmployerWord
from profiles.vocabulary.rows import VocabularyError

TITLES = Path("words") / "titles.csv"
SEARCH_WORDS = Path("words") / "search_words.csv"
REFUSED_WORDS = Path("words") / "refused_words.csv"
MOST_LETTERS = 200


@dataclass(frozen=True)
class WordRow:
    """A row of one table: `key` is (occupation, title), (word, language) or (word,).

    `says` are the concepts as `attribute:code` in order, or the reason of a refused word.
    """

    key: tuple[str, ...]
    says: tuple[str, ...]
    origin: str


@dataclass(frozen=True)
class WordTables:
    """The rows of the three tables; empty where a directory has no such file."""

    titles: tuple[WordRow, ...] = ()
    search_words: tuple[WordRow, ...] = ()
    refused_words: tuple[WordRow, ...] = ()


def read_word_tables(directory: Path) -> WordTables:
    """Rows of the tables in the folder `words` of a directory. Raises VocabularyError at the first fault."""
    return WordTables(
        titles=_once(_titles(directory / TITLES)),
        search_words=_once(_search_words(directory / SEARCH_WORDS)),
        refused_words=_once(_refused_words(directory / REFUSED_WORDS)),
    )


def _once(rows: Iterator[WordRow]) -> tuple[WordRow, ...]:
    found: dict[tuple[str, ...], WordRow] = {}
    for row in rows:
        if row.key in found:
            raise VocabularyError(row.origin, f"“{row.key}” was already in {found[row.key].origin}")
        if any(len(part) > MOST_LETTERS for part in row.key):
            raise VocabularyError(row.origin, f"a word is longer than {MOST_LETTERS} characters")
        found[row.key] = row
    return tuple(found.values())


def _titles(file: Path) -> Iterator[WordRow]:
    for origin, cells in _records(file, ("occupation", "titles", "concepts")):
        # Without a title the row is about the occupation itself.
        for title in _between_bars(cells["titles"]) or [""]:
            yield WordRow((cells["occupation"], title), _concepts(cells, origin), origin)


def _search_words(file: Path) -> Iterator[WordRow]:
    for origin, cells in _records(file, ("words", "language", "concepts")):
        if cells["language"] not in EmployerWord.Language:
            raise VocabularyError(origin, f"there is no language “{cells['language']}”")
        for word in _between_bars(cells["words"]):
            yield WordRow((word, cells["language"]), _concepts(cells, origin), origin)


def _refused_words(file: Path) -> Iterator[WordRow]:
    for origin, cells in _records(file, ("word", "reason")):
        if cells["reason"] not in RefusedWord.Reason:
            raise VocabularyError(origin, f"there is no reason “{cells['reason']}”")
        yield WordRow((cells["word"],), (cells["reason"],), origin)


def _records(file: Path, header: tuple[str, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    if file.exists():
        yield from read_records(file, header)


def _between_bars(cell: str) -> list[str]:
    return [word.strip() for word in cell.split("|") if word.strip()]


def _concepts(cells: dict[str, str], origin: str) -> tuple[str, ...]:
    concepts = tuple(dict.fromkeys(cells["concepts"].split()))
    if not concepts:
        raise VocabularyError(origin, "there are no concepts")
    return concepts
