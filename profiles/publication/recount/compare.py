"""Compares a release with the register: no group says more than is true, and the rule gives each label."""

import datetime
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.release.models import Area, Release
from explorer.release.shapes import AreaKind
from explorer.release.verification.published import Groups, key_of
from explorer.release.verification.read import read_groups
from profiles.publication.models import SamplingSecret
from profiles.publication.recount.keyed import Keyed, area_bits
from profiles.publication.recount.register import Register, read_register
from profiles.publication.recount.rule import NO_SHAPE, Implied, Rule

DRAWS = 20_000_000
"""Pairs of a person and a group that are drawn again at most: all of a region, some of a country."""
HIDDEN = 20_000
"""Groups that are not listed and are looked at too."""
CELLS = 32 << 20
LISTED = 20
LOWERED = 0.01
"""Share of the compared groups that the disclosure audit may have lowered or hidden for a proof."""
CIRCLES = 0.10
"""The same for circles that would say more than the circle without a hidden municipality."""

Numbers = NDArray[np.int64]


@dataclass
class RecountReport:
    """How many groups were compared, and what was found.

    All `groups` are compared with the true counts. `compared` of them, and `hidden` groups
    that are not listed, are compared with the rule to the letter. `lowered` have a lower
    label than the rule gives, as the disclosure audit may do in an area of several
    municipalities; `circles` are those around a municipality that hides the
    what. `overstated` and `wrong` are descriptions of groups.
    """

    release: int
    people: int
    groups: int
    compared: int = 0
    hidden: int = 0
    lowered: int = 0
    circles: int = 0
    overstated: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def passed(self) -> bool:
        """Nothing more than true, nothing against the rule, and no more lowered than an audit needs."""
        compared = self.compared + self.hidden
        is_lowered = self.lowered > max(LISTED, LOWERED * compared)
        return not (
            self.overstated or self.wrong or is_lowered or self.circles > max(LISTED, CIRCLES * compared)
        )

    def to_json(self) -> dict[str, Any]:
        """Figures alone, as they are kept with a publication: a finding would name a hidden group."""
        figures = {name: value for name, value in asdict(self).items() if not isinstance(value, list)}
        return {
            **figures,
            "overstated": len(self.overstated),
            "wrong": len(self.wrong),
            "passed": self.passed,
        }


class RecountFailed(Exception):
    """The release is not what the register gives; `report` says where. It may not be shown."""

    def __init__(self, report: RecountReport) -> None:
        found = [*report.overstated, *report.wrong][:LISTED]
        super().__init__("; ".join(found) or f"{report.lowered} groups are lower than the rule gives")
        self.report = report


def recount_release(*, release: Release, on: datetime.date) -> RecountReport:
    """Count every group of a release again from the register of a date. Raises `RecountFailed`."""
    started = time.perf_counter()
    concepts = list(release.concepts.order_by("number"))
    areas = list(release.areas.order_by("number"))
    register = read_register(concepts, on=on)
    keyed = Keyed(
        SamplingSecret.of(on=on), sampling_rate=float(release.policy["sampling_rate"]), concepts=concepts
    )
    report = _Recount(
        register=register,
        keyed=keyed,
        rule=Rule(concepts, areas, release.policy),
        groups=read_groups(release),
        # The same draws each time: a recount that failed can be repeated and looked into.
        rng=np.random.default_rng(release.number),
        report=RecountReport(
            release=release.number, people=int((register.candidates > 0).sum()), groups=release.groups.count()
        ),
    ).run()
    report.seconds = round(time.perf_counter() - started, 3)
    if not report.passed:
        raise RecountFailed(report)
    return report


@dataclass
class _Recount:
    register: Register
    keyed: Keyed
    rule: Rule
    groups: Groups
    rng: np.random.Generator
    report: RecountReport

    def run(self) -> RecountReport:
        by_area = np.argsort(self.groups.area, kind="stable")
        numbers = np.arange(1, len(self.rule.areas) + 2)
        starts = np.searchsorted(self.groups.area[by_area], numbers)
        implied = Implied(self.groups, self.rule)
        self.keys = self.keyed.people(self.register.candidates)
        # A label is the lower end of its range, so there are about half as many people more.
        expected = float(self.groups.at_least.astype(np.int64).sum()) * 1.5
        self.share = min(1.0, DRAWS / max(expected, 1.0))
        for area, first, last in zip(self.rule.areas, starts[:-1], starts[1:], strict=True):
            self._check_area(area, by_area[first:last], implied)
        return self.report

    def _check_area(self, area: Area, rows: Numbers, implied: Implied) -> None:
        columns = self.register.columns(area.members)
        bits = self.register.bits[:, columns]
        people = int(np.bitwise_count(bits[0]).sum(dtype=np.int64))
        thresholds = self.rule.thresholds(area, people)
        keys = self.keys[(columns[:, None] * 8 + np.arange(8)).ravel()]
        codes = [self.rule.concepts[place - 1].code for place in area.members]
        sampled = _Sampled(bits, keys, self.keyed, area_bits(codes), self.rule)
        listed = self.groups.take(rows)
        what, condition = listed.what.astype(np.int64), listed.condition.astype(np.int64)
        true = sampled.true(what, condition)
        # Of every listed group, and without sampling: no label may ever be more than there are people.
        for row in np.flatnonzero(listed.at_least > true):
            self._find(self.report.overstated, area, int(what[row]), int(condition[row]))
        # Of a share only: each draw is a block of AES for every person of a group.
        again = np.flatnonzero(self.rng.random(len(rows)) < self.share)
        counted = sampled.counts(what[again], condition[again])
        self._compare(
            area,
            what[again],
            condition[again],
            listed.at_least[again].astype(np.int64),
            counted,
            thresholds,
            implied,
        )
        self.report.compared += len(again)
        what, condition = self._hidden(area, bits, thresholds)
        true = sampled.true(what, condition)
        near = true >= thresholds[condition]
        what, condition = what[near], condition[near]
        self.report.hidden += len(what)
        # With sampling, as the release was made: only then the rule says the label to the letter.
        counted = sampled.counts(what, condition)
        self._compare(area, what, condition, np.zeros_like(what), counted, thresholds, implied)

    def _compare(
        self,
        area: Area,
        what: Numbers,
        condition: Numbers,
        listed: Numbers,
        counted: Numbers,
        thresholds: Numbers,
        implied: Implied,
    ) -> None:
        """Labels that are listed, 0 for hidden groups, against those that the counts give."""
        own = np.where(counted >= thresholds[condition], self.rule.labels(counted), 0)
        is_several = len(area.members) > 1
        for row in np.flatnonzero(listed != own):
            key = (int(what[row]), area.number, int(condition[row]))
            if listed[row] < own[row] and is_several:
                # The audit may have lowered it: less than was counted is allowed there, and reported.
                is_circle = area.kinds == AreaKind.CIRCLE and implied.is_hidden_inside(key[0], key[1])
                self.report.circles += is_circle
                self.report.lowered += not is_circle
            if (listed[row] < own[row] and not is_several) or (
                # More than was counted can only come from a narrower group that is listed.
                listed[row] > own[row] and listed[row] != implied.of(key)
            ):
                self._find(self.report.wrong, area, key[0], key[2])

    def _hidden(self, area: Area, bits: NDArray[np.uint8], thresholds: Numbers) -> tuple[Numbers, Numbers]:
        """Whats and conditions of some groups that people of an area are in and that are not listed."""
        many = max(HIDDEN // max(len(self.rule.areas), 1), 10)
        # So that concatenating works where none are found.
        nobody = np.zeros(0, np.int64)
        positions = np.flatnonzero(np.unpackbits(bits[0], bitorder="little"))
        if not len(positions):
            return nobody, nobody
        whats, conditions = [nobody], [nobody]
        # Through people: groups at random would nearly all be empty.
        for position in self.rng.choice(positions, size=min(20, len(positions)), replace=False):
            # Eight people to a byte.
            held = np.flatnonzero(bits[:, position >> 3] >> (position & 7) & 1)
            mine = held[self.rule.is_what[held] | (held == 0)]
            others = held[thresholds[held] != NO_SHAPE]
            if len(others):
                whats.append(self.rng.choice(mine, size=many // 10))
                conditions.append(self.rng.choice(others, size=many // 10))
        what, condition = np.concatenate(whats), np.concatenate(conditions)
        exists = self.rule.exists(what, condition)
        keys = np.unique(key_of(what[exists], np.full(exists.sum(), area.number), condition[exists]))
        # Listed ones were compared above.
        keys = keys[~np.isin(keys, self.groups.keys, assume_unique=True)]
        return keys >> 32, keys & 0xFFFF

    def _find(self, findings: list[str], area: Area, what: int, condition: int) -> None:
        words = [str(self.rule.concepts[number - 1]) for number in (what, condition) if number]
        findings.append(f"{' + '.join(words) or 'everybody'} in area {area}")


@dataclass(frozen=True)
class _Sampled:
    """Counts of groups in one area: `bits` of its people, `keys` of each bit, and the permanent set."""

    bits: NDArray[np.uint8]
    keys: NDArray[np.uint64]
    keyed: Keyed
    area: int
    rule: Rule

    def true(self, what: Numbers, condition: Numbers) -> Numbers:
        """How many people each group has."""
        counts = np.zeros(len(what), np.int64)
        for part in self._parts(len(what)):
            both = self.bits[what[part]] & self.bits[condition[part]]
            counts[part] = np.bitwise_count(both).sum(axis=1, dtype=np.int64)
        return counts

    def counts(self, what: Numbers, condition: Numbers) -> Numbers:
        """How many people each group has without those that are left out of it."""
        counts = np.zeros(len(what), np.int64)
        groups = np.array(
            [
                self.keyed.group(int(one), int(other), self.area, is_pair=bool(self.rule.is_what[other]))
                for one, other in zip(what, condition, strict=True)
            ],
            np.uint64,
        )
        for part in self._parts(len(what)):
            both = self.bits[what[part]] & self.bits[condition[part]]
            row, position = np.nonzero(np.unpackbits(both, axis=1, bitorder="little"))
            out = self.keyed.left_out(self.keys[position], groups[part][row])
            counts[part] = np.bincount(row[~out], minlength=len(both))
        return counts

    def _parts(self, many: int) -> Iterator[slice]:
        # Slices of rows, so many that their bits fit in memory.
        size = max(CELLS // max(8 * self.bits.shape[1], 1), 1)
        return (slice(first, first + size) for first in range(0, many, size))
