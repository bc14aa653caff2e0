"""Attack a release with all that the register knows, and keep what came of it beside the release."""

from typing import Any

import numpy as np

from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED, Group, Release, ReleaseReport
from profiles.anonymisation.policy import Rules
from profiles.anonymisation.sampling import Sampling
from profiles.anonymisation.tables import Layout
from profiles.publication import read
from profiles.publication.attack.attack import Effort, attack
from profiles.publication.attack.recount import Recount, people_of
from profiles.publication.attack.world import Groups, World
from profiles.publication.locks import outside
from profiles.publication.models import Publication, SamplingSecret


class AttackRefused(Exception):
    """There is no such release; the message says which."""


def attack_and_record(*, publication: Publication, population: read.Population) -> None:
    """Attack a prepared release of these people, and keep the figures on either side of the wall."""
    release = _release_of(publication)
    found = attack_release(publication=publication, population=population)
    with outside():
        ReleaseReport.objects.create(release=release, data={"attack": found})
    publication.report = {**publication.report, "attack": found}
    publication.save(update_fields=["report"])


def attack_release(
    *,
    publication: Publication,
    population: read.Population | None = None,
    effort: Effort | None = None,
    rng: np.random.Generator | None = None,
) -> dict[str, Any]:
    """Attack what is released of a publication, as `ReleaseReport.data["attack"]` holds it.

    `population` are its people as they were read to make it; without it those that are publishable
    on its date now. Raises `AttackRefused`. The number of the release is the seed unless an `rng` is given.
    """
    release = _release_of(publication)
    policy = Rules.from_json(release.policy)
    secret = SamplingSecret.of(on=release.released_on)
    sampling = Sampling(secret, rate=policy.sampling_rate)
    population = population or read.read_population(on=release.released_on, sampling=sampling)
    words = population.numbering.words
    codes = [concept.code for concept in population.numbering.concepts]
    world = World(
        attributes=words.attributes,
        parents=words.parents,
        special=np.array([False, *(code in (NOT_RECORDED, NOT_APPLICABLE) for code in codes)]),
        kinds=population.places.sets.kinds,
        members=population.places.sets.members,
        k=policy.k,
        shapes=policy.published_shapes,
    )
    # As an outsider has them: the released rows, and nothing of how they came about.
    rows = (
        Group.objects.filter(release=release).order_by().values_list("what", "area", "condition", "at_least")
    )
    # Violations of the verifier's own audit by linear programmes; a release with any is never shown.
    checks = publication.report.get("verification", {}).get("checks", ())
    return attack(
        world=world,
        groups=Groups(world, np.array(list(rows.iterator(chunk_size=100_000)), np.int64).reshape(-1, 4)),
        population=people_of(population.people, size=len(world)),
        recount=Recount(
            people=population.people,
            layout=Layout(words, population.places.sets),
            shapes=policy.published_shapes,
            k=policy.k,
            sampling=sampling,
            sampling_rate=policy.sampling_rate,
        ),
        proved=sum(check["violations"] for check in checks if check["name"] == "disclosure"),
        rng=rng or np.random.default_rng(release.number),
        effort=effort or Effort(),
    )


def _release_of(publication: Publication) -> Release:
    release = Release.objects.filter(number=publication.release_number).first()
    if release is None:
        raise AttackRefused(f"Release {publication.release_number} is no longer there.")
    return release
