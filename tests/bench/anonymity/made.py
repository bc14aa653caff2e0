"""A release of synthetic people, made as publication makes it, and what an attacker needs of it."""

import resource
import time
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from explorer.release.shapes import AreaKind
from profiles.anonymisation.audit import Audit
from profiles.anonymisation.policy import Rules
from profiles.anonymisation.release import make_groups
from profiles.anonymisation.sampling import Sampling
from profiles.anonymisation.tables import Layout
from profiles.publication.attack.recount import Recount, as_columns, people_of
from profiles.publication.attack.world import Groups, TruePopulation, World
from tests.bench.anonymity.population import SECRET, Sample, sample

NATIONAL = 10_000
"""From so many people on k is 10, and the release is of the country."""


@dataclass(frozen=True)
class Bench:
    """`seconds` of a processor for counting, closing and audit; `megabytes` at most."""

    sample: Sample
    policy: Rules
    world: World
    groups: Groups
    audit: Audit
    seconds: float
    megabytes: float

    @property
    def people(self) -> int:
        return len(self.sample.people)

    @cached_property
    def population(self) -> TruePopulation:
        return people_of(self.sample.people, size=len(self.world))

    @cached_property
    def recount(self) -> Recount:
        return Recount(
            people=self.sample.people,
            layout=Layout(self.sample.words, self.sample.areas),
            shapes=self.policy.published_shapes,
            k=self.policy.k,
            sampling=Sampling(SECRET, rate=self.policy.sampling_rate),
            sampling_rate=self.policy.sampling_rate,
        )

    def areas(self, kind: AreaKind) -> list[int]:
        """Areas of a kind in which anybody lives."""
        lived = set(np.unique(self.sample.people.municipality).tolist())
        return [
            area
            for area, members in enumerate(self.world.members)
            if area and kind.value in self.world.kinds[area] and members & lived
        ]

    def circles(self, km: int) -> list[int]:
        """Areas of the circles around municipalities where people live, each once."""
        lived = set(np.unique(self.sample.people.municipality).tolist())
        return sorted(
            {
                area
                for (centre, radius), area in self.sample.circles.items()
                if radius == km and centre in lived
            }
        )


def make(people: int, *, seed: int = 1) -> Bench:
    """Count, label, close and audit a release of so many people."""
    policy = Rules(k=10 if people >= NATIONAL else 5)
    drawn = sample(people, seed=seed)
    start = time.process_time()
    made = make_groups(
        people=drawn.people, words=drawn.words, areas=drawn.areas, policy=policy, secret=SECRET
    )
    seconds = time.process_time() - start
    world = World(
        attributes=drawn.words.attributes,
        parents=drawn.words.parents,
        special=drawn.special,
        kinds=drawn.areas.kinds,
        members=drawn.areas.members,
        k=policy.k,
        shapes=policy.published_shapes,
    )
    return Bench(
        sample=drawn,
        policy=policy,
        world=world,
        groups=Groups(world, as_columns(made.groups)),
        audit=made.audit,
        seconds=seconds,
        megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    )
