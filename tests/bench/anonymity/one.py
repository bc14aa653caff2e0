"""One way of releasing one population, in a process of its own, to see its memory; prints JSON."""

import argparse
import json
import resource
import sys
import time
from typing import Any

import numpy as np

from profiles.anonymisation.anonymise import Outcome
from profiles.anonymisation.measure import measure
from profiles.anonymisation.reasons import SHOWN
from tests.bench.anonymity import queries
from tests.bench.anonymity.attacker import attacked
from tests.bench.anonymity.population import sample
from tests.bench.anonymity.violations import count_violations
from tests.bench.anonymity.ways import Way, ways

SEED = 7
FEW = 3
WARM = 3386


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, required=True)
    options.add_argument("--structure", type=float, required=True)
    options.add_argument("--way", required=True)
    given = options.parse_args()
    way = next(way for way in ways(given.people) if way.name == given.way)
    json.dump(run(way, people=given.people, structure=given.structure), sys.stdout)


def run(way: Way, *, people: int, structure: float) -> dict[str, Any]:
    """Seconds without compiling, by the clock and of both cores, the highest memory, and all figures."""
    floor = way.policy.floor if way.policy and way.policy.by_class else 200
    # Enough people for every way through the code, or some of it would be compiled while the clock runs.
    way.release(sample(people=min(people, WARM), structure=structure, seed=2, floor=floor), seed=SEED)
    crowd = sample(people=people, structure=structure, seed=1, floor=floor)
    started, worked = time.perf_counter(), time.process_time()
    outcome = way.release(crowd, seed=SEED)
    seconds, cpu_seconds = time.perf_counter() - started, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    return {
        "way": way.name,
        "people": people,
        "structure": structure,
        "seconds": seconds,
        "cpu_seconds": cpu_seconds,
        "peak_gigabytes": peak,
        "policy": way.policy.to_json() if way.policy else None,
        "violations": count_violations(outcome, way.policy) if way.policy else None,
        "attack": attacked(outcome, way.policy, seed=SEED) if way.policy else None,
        **figures(outcome),
    }


def figures(outcome: Outcome) -> dict[str, Any]:
    """What is left, by attribute and for employers."""
    counted = measure(outcome)
    kept = {
        name: {"full": part.full / part.given, "group": part.group / part.given}
        for name, part in counted.attributes.items()
        if part.given
    }
    work = [counted.attributes[name] for name in queries.WORK]
    given = sum(part.given for part in work)
    asked = queries.draw(outcome.tree, outcome.given, seed=SEED)
    found = queries.ask(outcome.tree, outcome.given, outcome.rows, outcome.stands, asked)
    sizes = outcome.classes.sizes() if outcome.classes.keys else np.zeros(1, dtype=np.int64)
    return {
        "rows": counted.rows,
        "classes": counted.classes,
        "smallest_class": int(sizes.min()),
        "median_class": float(np.median(sizes)),
        "attributes": kept,
        "work": {
            "full": sum(part.full for part in work) / given,
            "group": sum(part.group for part in work) / given,
        },
        "rows_under_3_facts": _share_of_short_rows(outcome),
        **found.figures(),
    }


def _share_of_short_rows(outcome: Outcome) -> float:
    """Rows that tell fewer than three things, the most specific ones counted and no *not recorded*."""
    given, tree = outcome.given, outcome.tree
    if (outcome.stands.count() <= 1).all():
        shown = outcome.verdicts == SHOWN
        ends = shown.copy()
        ends[given.above[shown & (given.above >= 0)]] = False
        told = np.bincount(given.person[ends & ~tree.special[given.concept]], minlength=given.people)
        return float((told < FEW).mean())
    told = np.array([len(_ends(tree.parent_concept, tree.special, row.facts)) for row in outcome.rows])
    return float((told < FEW).mean())


def _ends(parent: np.ndarray, special: np.ndarray, facts: tuple[int, ...]) -> list[int]:
    above = {int(parent[fact]) for fact in facts}
    return [fact for fact in facts if fact not in above and not special[fact]]


if __name__ == "__main__":
    main()
