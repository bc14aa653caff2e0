"""All attacks on a release, beside *names stripped* and a control group: figures only, of no person."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from explorer.release.shapes import REGIONAL_CONDITIONS
from profiles.publication.attack.hidden_cells import hidden_cells
from profiles.publication.attack.homogeneity import homogeneous
from profiles.publication.attack.membership import FALSE_ALARMS, found_at, membership_scores
from profiles.publication.attack.months import guess_whats, month_between
from profiles.publication.attack.participation import Gain, participation
from profiles.publication.attack.recount import Recount
from profiles.publication.attack.singling_out import KNOWN, singled_out
from profiles.publication.attack.words_below import downcode
from profiles.publication.attack.world import Groups, Ints, TruePopulation, World

TARGETS = 150
OUTSIDERS = 50
KINDS = {
    "what": ("what",),
    "regional": REGIONAL_CONDITIONS,
    "hours_education": ("hours", "education"),
    "licence_availability": ("licence", "availability"),
}
"""What is guessed of a person, and the attributes whose gains are averaged."""
CHANGED = (0.10, 0.01)


@dataclass(frozen=True)
class AttackOutcome:
    """What an attack reached: in the release, with names stripped, and where there is nothing to find."""

    attack: str
    knowledge: str
    release: float
    stripped: float | None = None
    control: float | None = None


@dataclass(frozen=True)
class Effort:
    """How thoroughly: people looked for, halves of the people released, and months played."""

    targets: int = TARGETS
    halves: int = 1
    months: int = 1


def attack(
    *,
    world: World,
    groups: Groups,
    population: TruePopulation,
    recount: Recount,
    proved: int,
    rng: np.random.Generator,
    effort: Effort = Effort(),
) -> dict[str, Any]:
    """Attack a release of these people, as `ReleaseReport.data["attack"]` holds it.

    `proved` is how many groups of one to k-1 people all numbers together prove, by the audit.
    """
    targets = rng.permutation(len(population))[: effort.targets]
    halves = [_halves(world, recount, population, rng) for _ in range(effort.halves)]
    rows = [
        *_pointed_at(world, groups, population, halves[0], targets, rng),
        AttackOutcome("proved", "circles", float(proved), stripped=1.0),
        *_gains(participation(world, groups, population, recount, targets, rng)),
        AttackOutcome("hidden_cells", "circles", hidden_cells(world, groups, population).share, stripped=1.0),
        *_memberships(world, population, halves, recount.sampling_rate),
        *_months(world, recount, population, effort, rng),
    ]
    downcoded, same = downcode(world, groups, population), homogeneous(world, groups, population)
    rows.append(AttackOutcome("downcoding", "rules", downcoded.lift))
    rows.append(
        AttackOutcome(
            "homogeneity", "group", same.shown / max(same.groups, 1), same.true / max(same.groups, 1)
        )
    )
    return {
        "people": len(population),
        "targets": len(targets),
        "rows": [vars(row) | {"release": round(row.release, 5)} for row in rows],
    }


@dataclass(frozen=True)
class Half:
    """The release of only these members; the others are not in it."""

    groups: Groups
    members: Ints
    others: Ints


def _halves(world: World, recount: Recount, population: TruePopulation, rng: np.random.Generator) -> Half:
    # Half of the people: the same attack on the others shows what is chance.
    members, others = np.array_split(rng.permutation(len(population)), 2)
    members = np.sort(members)
    return Half(Groups(world, recount.release_of(members)), members, others)


def _pointed_at(
    world: World,
    groups: Groups,
    population: TruePopulation,
    half: Half,
    targets: Ints,
    rng: np.random.Generator,
) -> Sequence[AttackOutcome]:
    found = singled_out(world, groups, population, targets, rng)
    outside = singled_out(
        world, half.groups, population, half.others[:OUTSIDERS], rng, among=population.take(half.members)
    )
    return [
        AttackOutcome(
            "singling_out", "all" if known is None else str(known), *found[known], control=outside[known][0]
        )
        for known in KNOWN
    ]


def _gains(gains: dict[tuple[str, str], Gain]) -> Sequence[AttackOutcome]:
    rows = []
    for attack_name, reading in (("participation", "shares"), ("participation_odds", "odds")):
        for kind, attributes in KINDS.items():
            measured = [name for name in attributes if (name, reading) in gains]
            if measured:
                mean = {
                    by: float(np.mean([gains[name, by].gain for name in measured]))
                    for by in (reading, "stripped")
                }
                rows.append(AttackOutcome(attack_name, kind, mean[reading], mean["stripped"], control=0.0))
    return rows


def _memberships(
    world: World, population: TruePopulation, halves: Sequence[Half], sampling_rate: float
) -> Sequence[AttackOutcome]:
    rows = []
    for knowledge in ("person", "register"):
        found = []
        for half in halves:
            scores = membership_scores(
                world,
                half.groups,
                population,
                sampling_rate=sampling_rate,
                has_register=knowledge == "register",
            )
            found.append(found_at(scores[half.members], scores[half.others]))
        rows.append(
            # With names stripped each row is a person, so membership is read off.
            AttackOutcome("membership", knowledge, float(np.mean(found)), stripped=1.0, control=FALSE_ALARMS)
        )
    return rows


def _months(
    world: World, recount: Recount, population: TruePopulation, effort: Effort, rng: np.random.Generator
) -> Sequence[AttackOutcome]:
    rows = []
    for changed in CHANGED:
        guessed = [
            guess_whats(
                world,
                population,
                month_between(world, recount, population, changed=changed, rng=rng),
                most=effort.targets,
                rng=rng,
            )
            for _ in range(effort.months)
        ]
        knowledge = f"{changed:.0%}"
        control, stripped = (
            float(np.mean([getattr(one, name) for one in guessed])) for name in ("control", "stripped")
        )
        for attack_name, name in (("newcomer", "newcomers"), ("leaver", "leavers")):
            release = float(np.mean([getattr(one, name) for one in guessed]))
            rows.append(AttackOutcome(attack_name, knowledge, release, stripped, control))
    return rows
