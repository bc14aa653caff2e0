"""Reads both lists of words and prints what was found; ends with 1 when a goal is missed."""

import csv
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

from explorer.release.vocabulary import Vocabulary
from explorer.words.matcher import WordMatcher
from tests.bench.words.vocabulary import build_matcher, read_vocabulary

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


def report(goal: Goal, results: list[Result]) -> bool:
    """Print a list's figures and what went wrong; whether its goals are reached."""
    found = sum(result.is_found for result in results) / len(results)
    misread = sum(result.is_misread for result in results) / len(results)
    strange = sum(bool(set(result.chosen) - set(result.wanted)) for result in results) / len(results)
    milliseconds = [1000 * result.seconds for result in results]
    print(f"{goal.name}: {len(results)}")
    print(f"  primary concept found  {found:6.1%}   goal {goal.found:.0%} or more")
    print(f"  silently misread       {misread:6.1%}   goal {goal.misread:.0%} or less")
    print(f"  something not wanted   {strange:6.1%}")
    print(f"  milliseconds a word    {median(milliseconds):6.2f}   most {max(milliseconds):.1f}")
    of_kind = Counter(result.kind for result in results)
    right = Counter(result.kind for result in results if result.is_found)
    print("  " + ", ".join(f"{kind} {right[kind]}/{count}" for kind, count in of_kind.items()))
    for result in results:
        if not result.is_found or result.is_misread or set(result.chosen) - set(result.wanted):
            fault = "MISREAD" if result.is_misread else "missed" if not result.is_found else "beside"
            print(f"  {fault:8}{result.word!r} ({result.step}): {' '.join(result.chosen) or '-'}"
                  f"   wanted {' '.join(result.wanted) or 'nothing'}")  # fmt: skip
    return found >= goal.found and misread <= goal.misread


def main() -> int:
    vocabulary = read_vocabulary()
    start = perf_counter()
    matcher = build_matcher(vocabulary)
    print(f"compiled in {perf_counter() - start:.2f} s")
    reached = [report(goal, list(measure(goal, matcher, vocabulary))) for goal in GOALS if goal.file.exists()]
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
