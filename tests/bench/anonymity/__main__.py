"""What is left after anonymisation, how long it takes, and which goals are reached.

python -m tests.bench.anonymity --people 3386 100000 1000000

Each way of releasing runs in a process of its own. Compiling is not timed. The
figures also go to .local/bench/anonymity.json.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from tests.bench.anonymity.attacker import EVERYTHING
from tests.bench.anonymity.goals import compare
from tests.bench.anonymity.months import UP_TO, tell_year
from tests.bench.anonymity.population import KEPT, LOOSE, STRONG
from tests.bench.anonymity.queries import WORK
from tests.bench.anonymity.ways import ways

SIZES = [3386, 100_000, 1_000_000]
POPULATIONS = {"loose": LOOSE, "strong": STRONG}
OVER_TIME = "over time"
ATTRIBUTES = ("place", "education", *WORK)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, nargs="*", default=SIZES)
    options.add_argument("--ways", nargs="*", help="only these, by name")
    options.add_argument("--populations", nargs="*", default=list(POPULATIONS), choices=list(POPULATIONS))
    given = options.parse_args()
    results, months = [], []
    for people in given.people or SIZES:
        for name in given.populations:
            print(f"\n{people:,} people, {name}ly structured ({POPULATIONS[name]:.0%} in line)")
            found = list(_results(people, POPULATIONS[name], given.ways))
            _tell_attacks(found)
            results += found
            if people <= UP_TO and (not given.ways or OVER_TIME in given.ways):
                months += tell_year(people, POPULATIONS[name])
    _tell_goals(results)
    KEPT.mkdir(parents=True, exist_ok=True)
    report = {"results": results, "over_time": months, "goals": [_plain(line) for line in compare(results)]}
    (KEPT / "anonymity.json").write_text(json.dumps(report, indent=1))
    print(f"\n{KEPT / 'anonymity.json'}")


def _results(people: int, structure: float, names: list[str] | None) -> Iterator[dict[str, Any]]:
    print(
        f"{'':16}{'s':>7}{'cpu s':>7}{'GB':>6}{'rows':>9}{'classes':>9}{'found':>7}{'1 fact':>7}{'query':>7}"
        f"{'+poss.':>7}{'right':>7}{'<3':>6}{'faults':>7}   work and attributes: in full/at least as a group"
    )
    for way in ways(people):
        if names and way.name not in names:
            continue
        options = ["--people", str(people), "--structure", str(structure), "--way", way.name]
        command = [sys.executable, "-m", "tests.bench.anonymity.one", *options]
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=dict(os.environ))
        result = json.loads(done.stdout)
        print(_line(result), flush=True)
        yield result


def _line(result: dict[str, Any]) -> str:
    shares = {"work": result["work"], **{name: result["attributes"][name] for name in ATTRIBUTES}}
    kept = "  ".join(f"{name[:5]} {part['full']:.2f}/{part['group']:.2f}" for name, part in shares.items())
    faults = "-" if result["violations"] is None else result["violations"]
    return (
        f"{result['way']:16}{result['seconds']:7.1f}{result['cpu_seconds']:7.1f}{result['peak_gigabytes']:6.2f}{result['rows']:9}"
        f"{result['classes']:9}{result['recall']:7.3f}{result['recall_one_fact']:7.3f}"
        f"{result['recall_mean_query']:7.3f}{result['recall_possible']:7.3f}"
        f"{result['precision_possible']:7.3f}{result['rows_under_3_facts']:6.3f}{faults:>7}   {kept}"
    )


def _tell_attacks(results: list[dict[str, Any]]) -> None:
    """Share that is singled out correctly, and the mean chance to pick the right one."""
    attacked = [result for result in results if result["attack"]]
    if not attacked:
        return
    kinds = [f"{kind} {facts}" for kind in ("random", "rarest") for facts in (*"01235", EVERYTHING)]
    print("\nsingled out/expected, by what is known beside place and education")
    print(f"{'':16}" + "".join(f"{kind:>13}" for kind in kinds))
    for name, side in (("names stripped", "stripped"), *((result["way"], "release") for result in attacked)):
        result = attacked[0] if side == "stripped" else next(one for one in attacked if one["way"] == name)
        cells = (result["attack"][kind][side] for kind in kinds)
        print(f"{name:16}" + "".join(f"{cell['singled_out']:7.3f}/{cell['expected']:.3f}" for cell in cells))


def _tell_goals(results: list[dict[str, Any]]) -> None:
    names = {structure: name for name, structure in POPULATIONS.items()}
    print("\ngoals")
    for line in compare(results):
        sign = "<=" if line["most"] else ">="
        verdict = "reached" if line["reached"] else "NOT reached"
        print(
            f"{line['way']:14}{line['people']:>9}  {names[line['structure']]:8}{line['what']:36}"
            f"{sign} {line['bound']:<7g}{line['figure']:8.3f}  {verdict}"
        )


def _plain(line: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in line.items() if name != "figure" or isinstance(value, float)}


if __name__ == "__main__":
    main()
