"""Attack a release with all that the register knows."""

from typing import Any

from explorer.release.models import Release
from profiles.publication.attack.attack import attack
from profiles.publication.attack.outcome import Table
from profiles.publication.attack.read import read_concepts, read_register, read_released
from profiles.publication.models import Publication
from profiles.publication.read import Population, read_population


class AttackRefused(Exception):
    """There is no such release, or nobody of it is left; the message says which."""


def attack_release(*, publication: Publication, population: Population | None = None) -> Table:
    """Attack what is released of a publication; raises `AttackRefused`.

    `population` are its people as they were read to make it. Without it they are
    read again, as they are now: who was erased or is hidden is no target. The
    number of the release is the seed.
    """
    release = Release.objects.filter(number=publication.release_number).first()
    if release is None:
        raise AttackRefused(f"Release {publication.release_number} is no longer there.")
    words = list(release.concepts.order_by("number"))
    concepts = read_concepts(words)
    released = read_released(release, width=len(words))
    register = read_register(
        publication,
        population or _people_of(publication, release),
        concepts,
        {(word.attribute, word.code): word.number for word in words},
        rows=len(released.people),
    )
    return attack(concepts, released, register, seed=release.number)


def report_of(publication: Publication, table: Table) -> dict[str, Any]:
    """As `Publication.report["attack"]` holds it."""
    return table.to_json(seed=publication.release_number)


def _people_of(publication: Publication, release: Release) -> Population:
    shown = publication.released.exclude(profile=None).values("profile")
    return read_population(on=release.released_on, among=shown)
