"""Tables to suppress cells in, and a reader of what was published that shares no code with what chose."""

import random
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import linprog

from profiles.anonymisation.cell_suppression.cells import COUNTED
from profiles.anonymisation.cell_suppression.table import PublishedTable, Table
from tests.factories.figure_table import SEED

Leaves = dict[str, list[int]]
Unknown = tuple[int, str, str]


def seed_leaves() -> Leaves:
    return {code: list(line) for (code, _name), line in SEED.items()}


def table(leaves: Mapping[str, Sequence[int]], regions: int = 1) -> Table:
    """Municipalities dealt out over regions in their order."""
    figures = {code: dict(zip(COUNTED, line, strict=True)) for code, line in leaves.items()}
    return Table.of(figures, {code: f"AM{place % regions}" for place, code in enumerate(sorted(leaves))})


def drawn(lot: random.Random, *, municipalities: int, most: int) -> Leaves:
    """Any figures that agree with each other; many of them small or zero."""
    leaves = {}
    for number in range(municipalities):
        four = [lot.choice([0, lot.randint(0, 6), lot.randint(0, most)]) for _ in range(4)]
        having = four[0] + four[2]
        fresh = lot.randint(0, having)
        rest = [lot.randint(0, fresh), lot.randint(0, having), fresh, lot.randint(0, fresh)]
        leaves[f"GM{number}"] = [*four, *rest]
    return leaves


def some_time_later(lot: random.Random, leaves: Leaves) -> Leaves:
    """A few people more or fewer in some municipalities; elsewhere nothing changed."""
    later = {}
    for code, line in leaves.items():
        moved = [max(0, n + lot.choice([0, 0, lot.randint(-2, 2)])) for n in line]
        having = moved[0] + moved[2]
        fresh = min(moved[6], having)
        whole = [*moved[:4], min(moved[4], fresh), min(moved[5], having), fresh, min(moved[7], fresh)]
        later[code] = line if lot.random() < 0.5 else whole
    return later


@dataclass
class Solver:
    """Works out every range from what is printed: equations and inequalities written down once more, by hand.

    `same` are figures suppressed on two dates in a row of which the reader assumes that they did not change.
    A figure that a date does not have at all is unknown as well, and may be nought.
    """

    dates: Sequence[PublishedTable]
    same: Collection[tuple[int, str, str]] = ()
    number: dict[Unknown, int] = field(default_factory=dict)
    absent: set[Unknown] = field(default_factory=set)

    def __post_init__(self) -> None:
        for at, date in enumerate(self.dates):
            names = {name for _place, name in date.values}
            for place in sorted({place for place, _name in date.values}):
                for name in sorted(names):
                    if date.values.get((place, name)) is None:
                        self.number[at, place, name] = len(self.number)
                        if (place, name) not in date.values:
                            self.absent.add((at, place, name))
        equal, atmost = [], []
        for at, date in enumerate(self.dates):
            equal += [self._line(at, terms) for terms in _sums(date)]
            atmost += [self._line(at, terms) for terms in _parts(date)]
        for at, place, name in self.same:
            row = np.zeros(len(self.number) + 1)
            row[self.number[at, place, name]], row[self.number[at + 1, place, name]] = 1, -1
            equal.append(row)
        self.equal = [row for row in equal if row[:-1].any()]
        self.atmost = [row for row in atmost if row[:-1].any()]

    def range(self, unknown: Unknown) -> tuple[float, float]:
        goal = np.zeros(len(self.number))
        goal[self.number[unknown]] = 1
        ends = []
        for sign in (1, -1):
            least = [0 if unknown in self.absent else 1 for unknown in self.number]
            bounds = [(low, 1e7) for low in least]
            found = linprog(sign * goal, **self._system(), bounds=bounds, method="highs")
            if found.x is None:
                return 0, 1e7
            ends.append(sign * found.fun)
        return round(ends[0], 6), round(ends[1], 6)

    def _system(self) -> dict[str, object]:
        equal, atmost = np.array(self.equal), np.array(self.atmost)
        return {
            "A_eq": equal[:, :-1] if len(equal) else None,
            "b_eq": -equal[:, -1] if len(equal) else None,
            "A_ub": atmost[:, :-1] if len(atmost) else None,
            "b_ub": -atmost[:, -1] if len(atmost) else None,
        }

    def _line(self, at: int, terms: Sequence[tuple[int, str, str]]) -> np.ndarray:
        row = np.zeros(len(self.number) + 1)
        for sign, place, name in terms:
            value = self.dates[at].values.get((place, name))
            place_in_row = len(self.number) if value is not None else self.number[at, place, name]
            row[place_in_row] += sign * (1 if value is None else value)
        return row


Terms = list[tuple[int, str, str]]


def _sums(date: PublishedTable) -> Iterator[Terms]:
    """A total less its parts is nothing: within each place, and over the places in it."""
    places = {place for place, _name in date.values}
    for place in places:
        for total, parts in (
            ("known", "municipality_with municipality_without uwv_with uwv_without"),
            ("known", "with_profile without_profile"),
            ("known", "municipality uwv"),
            ("with_profile", "municipality_with uwv_with"),
            ("without_profile", "municipality_without uwv_without"),
            ("municipality", "municipality_with municipality_without"),
            ("uwv", "uwv_with uwv_without"),
        ):
            yield [(1, place, total), *((-1, place, part) for part in parts.split())]
        below = [code for code, above in date.parent.items() if above == place]
        for name in {name for _place, name in date.values} if below else ():
            yield [(1, place, name), *((-1, code, name) for code in below)]


def _parts(date: PublishedTable) -> Iterator[Terms]:
    """Nobody is published, fresh or available without a profile."""
    for place in {place for place, _name in date.values}:
        for part, whole in (
            ("published", "fresh"),
            ("available", "fresh"),
            ("fresh", "with_profile"),
            ("complete", "with_profile"),
        ):
            yield [(1, place, part), (-1, place, whole)]
