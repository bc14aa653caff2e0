"""Reads both lists of words and prints what was found; ends with 1 when a goal is missed."""

import sys
from collections import Counter
from statistics import median
from time import perf_counter

from tests.bench.words.measure import GOALS, Goal, Result, measure
from tests.factories.words import build_matcher, read_vocabulary


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
