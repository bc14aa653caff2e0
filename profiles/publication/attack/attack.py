"""Attack a release, and beside it what taking off the names alone would give, on the same targets."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

from profiles.publication.attack.concepts import Concepts, Numbers
from profiles.publication.attack.facts import Register, Released, narrowed, stripped
from profiles.publication.attack.knowledge import SCENARIOS, Target, marks, targets, untrue_facts
from profiles.publication.attack.outcome import Figures, Line, Table
from profiles.publication.attack.readings import NEAR, Reading, Surroundings, read
from profiles.publication.attack.scoring import Scores, score

MOST_TARGETS = 1000
# Of a release of hundreds of thousands of cards fewer targets tell enough.
MOST_PAIRS = 60_000_000


def attack(
    concepts: Concepts, released: Released, register: Register, *, seed: int, most: int = MOST_TARGETS
) -> Table:
    """Look for up to `most` people with every amount of knowledge; the same for the same seed."""
    concepts, released, register = narrowed(concepts, released, register)
    most = max(1, min(most, MOST_PAIRS // max(len(released.people), 1)))
    chosen = list(targets(concepts, register, most=most, lot=np.random.default_rng(seed)))
    found = _figures(concepts, released, register, chosen)
    baseline = _figures(concepts, *stripped(register), chosen)
    lines = [
        Line(scenario.kind, scenario.facts, found[number], baseline[number])
        for number, scenario in enumerate(SCENARIOS)
    ]
    return Table(targets=len(chosen), lines=tuple(lines))


def _figures(
    concepts: Concepts, released: Released, register: Register, chosen: Sequence[Target]
) -> list[Mapping[Reading, Figures]]:
    """Per scenario the figures of each reading."""
    surroundings = Surroundings(concepts, released)
    neighbours: dict[tuple[int, int], list[Target]] = defaultdict(list)
    for target in chosen:
        neighbours[target.place, target.band].append(target)
    sums = {reading: np.zeros((len(SCENARIOS), len(Scores._fields))) for reading in Reading}
    for (place, band), group in neighbours.items():
        rows = surroundings.rows(place, band)
        found = _attempt(concepts, released, register, rows, group)
        near = surroundings.rows(place, band, near=True)
        guessed = found if len(near) == len(rows) else _attempt(concepts, released, register, near, group)
        found |= {NEAR[reading]: scores for reading, scores in guessed.items()}
        for reading, scores in found.items():
            sums[reading] += np.stack(scores, axis=1).reshape(len(group), len(SCENARIOS), -1).sum(axis=0)
    return [
        {reading: Figures(*(sums[reading][number] / max(len(chosen), 1)).tolist()) for reading in Reading}
        for number in range(len(SCENARIOS))
    ]


def _attempt(
    concepts: Concepts, released: Released, register: Register, rows: Numbers, group: list[Target]
) -> dict[Reading, Scores]:
    """Every scenario on each of these targets, who live in the same surroundings."""
    attempts = [(target, scenario) for target in group for scenario in SCENARIOS]
    person = [target.person for target, _ in attempts]
    held, people = released.held[rows], released.people[rows]
    context = marks(concepts, (target.context for target, _ in attempts))
    beside = marks(concepts, (target.known(scenario) for target, scenario in attempts))
    # By class the rows were chosen by their place and band already.
    facts = beside if released.by_class else beside | context
    untrue = untrue_facts(concepts, register, attempts, facts)
    own = register.on_row[person][:, rows].toarray().T > 0
    true = register.held[person].toarray() > 0
    return {
        reading: score(concepts, held, people, fit=fit, own=own, known=beside | context, true=true)
        for reading, fit in read(concepts, held, facts=facts, untrue=untrue).items()
    }
