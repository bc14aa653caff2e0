"""What the attacker holds: a release as anybody sees it, the register and the key of the release."""

from collections.abc import Iterable

import numpy as np

from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED, PublishedConcept, Release
from profiles.publication.attack.concepts import NOTHING, Concepts, Numbers
from profiles.publication.attack.facts import Register, Released, closed, table
from profiles.publication.attack.knowledge import EDUCATION, PLACE
from profiles.publication.catalogue import ONE_VALUE
from profiles.publication.models import Publication
from profiles.publication.read import Population

Pair = tuple[str, str]


def read_concepts(published: Iterable[PublishedConcept]) -> Concepts:
    """The words of a release, given in order of their numbers."""
    words = list(published)
    attributes = tuple(dict.fromkeys(word.attribute for word in words))
    order = {name: number for number, name in enumerate(attributes)}
    parents = [NOTHING if word.parent is None else word.parent for word in words]
    return Concepts(
        attributes=attributes,
        attribute=np.array([order[word.attribute] for word in words], dtype=np.int64),
        parent=np.array(parents, dtype=np.int64),
        special=np.array([word.code in (NOT_RECORDED, NOT_APPLICABLE) for word in words], dtype=bool),
        single=ONE_VALUE,
    )


def read_released(release: Release, *, width: int) -> Released:
    """The rows with the people who are still on them."""
    rows = list(release.profiles.order_by("number").values_list("people", "facts"))
    people = np.array([count for count, _ in rows], dtype=np.int64)
    taken = np.array(release.withdrawals.values_list("profile_number", flat=True), dtype=np.int64)
    lengths = [len(facts) for _, facts in rows]
    number = np.repeat(np.arange(len(rows)), lengths)
    facts = np.array([fact for _, facts in rows for fact in facts], dtype=np.int64)
    return Released(
        held=table(number, facts, (len(rows), width)),
        people=people - np.bincount(taken, minlength=len(rows)),
        by_class=set(release.policy["class_attributes"]) == {PLACE, EDUCATION},
    )


def read_register(
    publication: Publication, population: Population, concepts: Concepts, codes: dict[Pair, int], *, rows: int
) -> Register:
    """What is true of the people of a release, in its words, and where they stand unless withdrawn."""
    people = len(population.profiles)
    number = {pk: person for person, pk in enumerate(population.profiles)}
    places = publication.released.filter(withdrawn_at=None).values_list("profile", "row_numbers")
    pairs = [(number[pk], row) for pk, rows in places for row in rows if pk in number]
    person, row = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
    return Register(
        held=closed(concepts, *_true(population, concepts, codes), people=people),
        on_row=table(person, row, (people, rows)),
    )


def _true(population: Population, concepts: Concepts, codes: dict[Pair, int]) -> tuple[Numbers, Numbers]:
    """(person, concept) of what was chosen, and of the words for what is silent."""
    # A word that the release does not know cannot be told by it, and so is of no use.
    in_release = np.array(
        [codes.get((word.attribute, word.code), NOTHING) for word in population.words.concepts]
    )
    person, concept = population.chosen.person, in_release[population.chosen.concept]
    person, concept = person[concept != NOTHING], concept[concept != NOTHING]
    silent = np.ones((len(population.profiles), len(concepts.attributes)), dtype=bool)
    silent[person, concepts.attribute[concept]] = False
    words = np.tile([codes[name, NOT_RECORDED] for name in concepts.attributes], (len(silent), 1))
    for somebody, name in population.not_applicable:
        if name in concepts.attributes:
            words[somebody, concepts.attributes.index(name)] = codes[name, NOT_APPLICABLE]
    return np.append(person, np.nonzero(silent)[0]), np.append(concept, words[silent])
