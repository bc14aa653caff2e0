"""python -m tests.bench.anonymity [--people 1556 3386 1000000] [--targets 1500] [--without-suites]"""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from profiles.publication.attack.attack import Effort, attack
from tests.bench.anonymity import suites, utility
from tests.bench.anonymity.goals import MOST_MEGABYTES, SECONDS, Line, attack_line, utility_line
from tests.bench.anonymity.made import NATIONAL, Bench, make
from tests.bench.anonymity.over_time import year

SIZES = (1_556, 3_386)


def main() -> int:
    """Print the table for each size; 1 when a goal is missed."""
    parser = ArgumentParser(prog="python -m tests.bench.anonymity", description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=SIZES)
    parser.add_argument("--targets", type=int, default=1_500, help="people that are attacked")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without-suites", action="store_true", help="leave out the published suites")
    options = parser.parse_args()
    missed = 0
    for people in options.people:
        bench = make(people, seed=options.seed)
        print(
            f"\n{people:,} people, k = {bench.policy.k}: {len(bench.groups.rows):,} groups, "
            f"{bench.audit.lowered} labels lowered by the audit"
        )
        print(f"  {'':<66}{'reached':>10}  {'goal':<9} moonshot")
        for line in lines_of(bench, options.targets, options.seed):
            missed += line.verdict == "MISSED"
            print(line, flush=True)
        if people < NATIONAL and not options.without_suites:
            for text in suites.run(bench, seed=options.seed):
                print(f"  {text}", flush=True)
    print(f"\n{missed} goals missed" if missed else "\nall goals reached")
    return min(missed, 1)


def lines_of(bench: Bench, targets: int, seed: int) -> Iterator[Line]:
    """Every line for a size; above `NATIONAL` only what remains and what it takes."""
    goal, moonshot = SECONDS.get(bench.people, (None, None))
    yield Line("processor seconds, counting, closing and audit", bench.seconds, goal, moonshot)
    yield Line("megabytes at most", bench.megabytes, MOST_MEGABYTES)
    if bench.people >= NATIONAL:
        return
    for name, figure in utility.recalls(bench):
        yield utility_line(name, figure)
    yield utility_line("precision", utility.precision(bench))
    yield utility_line("people in a what x municipality group", utility.people_in_groups(bench))
    yield utility_line("leaf words that can be found", utility.leaf_words(bench))
    rng = np.random.default_rng(seed)
    found = attack(
        world=bench.world,
        groups=bench.groups,
        population=bench.population,
        recount=bench.recount,
        proved=0,
        rng=rng,
        # A month of 1,556 people has 52 newcomers: 24 months still left a standard error of a point.
        effort=Effort(targets=min(targets, bench.people), halves=8, months=120),
    )
    for row in found["rows"]:
        beside = [f"{name} {row[name]:.2f}" for name in ("stripped", "control") if row[name] is not None]
        yield attack_line(
            row["attack"], row["knowledge"], row["release"], f" ({', '.join(beside)})" if beside else ""
        )
    for name, figure in year(bench, rng=rng):
        yield Line(f"twelve releases: {name}", figure)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
    sys.exit(main())
