"""Reads a list of words and says of each whether what it means was found."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from explorer.release.vocabulary import Vocabulary
from explorer.words.matcher import WordMatcher

HERE = Path(__file__).parent
PARAMETERS = {"uren": "hours", "opleiding": "education", "plaats": "place", "rijbewijs": "licence",
              "taal": "language", "beschikbaar": "availability", "vervoer": "transport"}  # fmt: skip


@dataclass(frozen=True)
class Goal:
    """A list of words with the share to be found and the share that may be misread."""

    name: str
    file: Path
    found: float
    misread: float


GOALS = (
    Goal("words of the issue", HERE.parents[3] / "shared" / "data" / "words.csv", 0.95, 0.01),
    Goal("held-out words", HERE / "held_out.csv", 0.92, 0.03),
)


@dataclass(frozen=True)
class Result:
    """What was read in a word: `is_found` a primary concept, `is_misread` something and nothing that fits."""

    word: str
    kind: str
    chosen: tuple[str, ...]
    step: str
    wanted: tuple[str, ...]
    is_found: bool
    is_misread: bool
    seconds: float


def measure(goal: Goal, matcher: WordMatcher, vocabulary: Vocabulary) -> Iterator[Result]:
    """Read every word of a list."""
    with goal.file.open(encoding="utf-8", newline="") as stream:
        for line in csv.DictReader(stream):
            wanted = tuple(_attribute(code) for code in line["want"].split())
            primary = set(wanted[: int(line["primary"])])
            start = perf_counter()
            readings = matcher.read(line["word"], line["language"])
            seconds = perf_counter() - start
            chosen = tuple(
                f"{vocabulary[number].attribute}:{vocabulary[number].code}"
                for reading in readings
                for number in reading.concepts
            )
            yield Result(
                line["word"],
                line["kind"],
                chosen,
                " ".join(reading.step for reading in readings),
                wanted,
                is_found=bool(primary & set(chosen)) if wanted else not chosen,
                is_misread=bool(chosen) and not set(chosen) & set(wanted),
                seconds=seconds,
            )


def _attribute(code: str) -> str:
    name, _, rest = code.partition(":")
    return f"{PARAMETERS.get(name, name)}:{rest}"
