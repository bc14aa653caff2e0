"""Anonymeter, a published suite, in an environment of its own: it needs another numpy than we do.

A release of groups has no rows, so the suite gets what an attacker would make of it: as many rows
as the groups speak of, drawn from their labels. Half of the people are in the release; the others
are the control. anonymity-loss-coefficient and privattacks judge tables of rows only and need a
numpy that Anonymeter refuses; they are left out.
"""

import csv
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from explorer.release.shapes import AreaKind
from profiles.publication.attack.world import Groups
from tests.bench.anonymity.made import Bench

ROOT = Path(__file__).resolve().parents[3]
PLACE = ROOT / ".local" / "bench-suites"
REQUIREMENTS = ROOT / "requirements-suites.txt"
COLUMNS = ("task", "sector", "education", "hours", "availability", "licence", "direction", "transport")
NONE = 0


def run(bench: Bench, *, seed: int) -> Iterator[str]:
    """Lines of what the suite found, or why it did not run."""
    problem = _make_environment()
    if problem:
        yield f"Anonymeter is left out: {problem}"
        return
    rng = np.random.default_rng(seed)
    members, others = np.array_split(rng.permutation(bench.people), 2)
    groups = Groups(bench.world, bench.recount.release_of(np.sort(members)))
    tables = {
        "original": [_row(bench, person) for person in members.tolist()],
        "control": [_row(bench, person) for person in others.tolist()],
        "synthetic": list(_drawn(bench, groups, rng)),
        "stripped": [_row(bench, person) for person in members.tolist()],
    }
    for name, rows in tables.items():
        with (PLACE / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([("place", *COLUMNS), *rows])
    worker = Path(__file__).with_name("suite_worker.py")
    done = subprocess.run(
        [PLACE / "bin" / "python", worker, PLACE], capture_output=True, text=True, check=False, timeout=1800
    )
    if done.returncode:
        yield f"Anonymeter is left out: {done.stderr.strip().splitlines()[-1]}"
        return
    for found in json.loads(done.stdout.splitlines()[-1]):
        yield (
            f"Anonymeter {found['attack']:<34} groups {found['groups']:.3f} ± {found['groups_error']:.3f}"
            f"   names stripped {found['stripped']:.3f}"
        )


def _make_environment() -> str:
    """Make the environment from its requirements; why it could not be made, or nothing."""
    done = PLACE / "made"
    wanted = REQUIREMENTS.read_text(encoding="utf-8")
    if done.exists() and done.read_text(encoding="utf-8") == wanted:
        return ""
    for command in (
        [sys.executable, "-m", "venv", "--clear", PLACE],
        [PLACE / "bin" / "python", "-m", "pip", "install", "--quiet", "--require-hashes", "-r", REQUIREMENTS],
    ):
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        if made.returncode:
            return (made.stderr.strip().splitlines() or ["it could not be installed"])[-1]
    done.write_text(wanted, encoding="utf-8")
    return ""


def _row(bench: Bench, person: int) -> tuple[int, ...]:
    """The place and the first leaf value of each column, or none."""
    facts = np.flatnonzero(bench.population.holds[person] & bench.world.is_leaf)
    values = [facts[bench.world.of(name)[facts]] for name in COLUMNS]
    return (int(bench.population.place[person]), *(int(each[0]) if len(each) else NONE for each in values))


def _drawn(bench: Bench, groups: Groups, rng: np.random.Generator) -> Iterator[Sequence[int]]:
    """Rows that an attacker draws: a task as often as its label, the rest beside it."""
    world = bench.world
    for town in bench.areas(AreaKind.MUNICIPALITY):
        place = next(iter(world.members[town]))
        region = world.area(place, AreaKind.REGION)
        for _ in range(int(groups.beside(town)[0] * 1.45)):
            task = _pick(groups.beside(town) * (world.of("task") & world.is_leaf), rng)
            rest = []
            for name in COLUMNS[1:]:
                values = world.of(name) & world.is_leaf
                beside = groups.beside(town, task) * values
                if not beside.any():
                    beside = groups.beside(region, task) * values
                rest.append(_pick(beside if beside.any() else groups.beside(region) * values, rng))
            yield (place, task, *rest)


def _pick(weights: np.ndarray, rng: np.random.Generator) -> int:
    total = weights.sum()
    return int(rng.choice(len(weights), p=weights / total)) if total else NONE
