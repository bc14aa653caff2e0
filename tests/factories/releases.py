"""Small releases, written straight into the explorer database as its owner.

`publish` counts made-up people with the oracle of `tests.groups` and leaves nobody out;
`publish_groups` writes any groups as they are given.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain

import numpy as np
from django.db import router

from explorer.release.content import content_hash
from explorer.release.models import (
    NOT_APPLICABLE,
    NOT_RECORDED,
    Area,
    Circle,
    Group,
    PublishedConcept,
    RefusedWord,
    Release,
    SearchWord,
    Title,
    Verification,
)
from explorer.release.shapes import CIRCLE_RADII, CONDITIONS, SHAPES
from explorer.release.vocabulary import Vocabulary
from tests import groups as oracle
from tests.database import as_owner, as_role

Fact = tuple[str, str]
POLICY = {"k": 5, "sampling_rate": 0.05, "shapes": {shape.name: True for shape in SHAPES}}
GROUP_BYTES = np.dtype([("what", "<u2"), ("area", "<u2"), ("condition", "<u2"), ("at_least", "<u4")])


@dataclass(frozen=True)
class Word:
    """A concept before it has a number; `parent` is a code of the same attribute."""

    attribute: str
    code: str
    label: str = ""
    parent: str = ""
    english: str = ""
    synonyms: tuple[str, ...] = ()
    point: tuple[float, float] | None = None

    @property
    def fact(self) -> Fact:
        return self.attribute, self.code


PLACES = (
    Word("place", "AM31", "Regio Noord-Limburg", point=(51.40, 6.05)),
    Word("place", "GM0983", "Venlo", "AM31", point=(51.37, 6.17)),
    Word("place", "GM0984", "Venray", "AM31", point=(51.53, 5.97)),
    Word("place", "GM0893", "Bergen (L.)", "AM31", point=(51.60, 6.05)),
    Word("place", "AM30", "Regio Midden-Limburg", point=(51.20, 5.95)),
    Word("place", "GM0957", "Roermond", "AM30", point=(51.19, 5.99)),
)
HOURS = (
    Word("hours", "tot-24", "Minder dan 24 uur"),
    Word("hours", "8-16", "8 tot 16 uur", "tot-24"),
    Word("hours", "16-24", "16 tot 24 uur", "tot-24"),
    Word("hours", "vanaf-24", "24 uur of meer"),
    Word("hours", "24-32", "24 tot 32 uur", "vanaf-24"),
    Word("hours", "32-40", "32 tot 40 uur", "vanaf-24"),
)
LICENCES = (Word("licence", "B", "B (auto)", english="B (car)"), Word("licence", "AM", "AM (bromfiets)"))
EDUCATION = (
    Word("education", "mbo", "Mbo"),
    Word("education", "mbo-2", "Mbo 2", "mbo"),
    Word("education", "vmbo", "Vmbo"),
)
AVAILABILITY = (Word("availability", "meteen", "Meteen beschikbaar"), Word("availability", "later", "Later"))
TASKS = (
    Word("task", "logistiek", "Magazijn en logistiek", english="Warehouse and logistics"),
    Word(
        "task", "orderpicken", "Orderpicken", "logistiek", "Order picking", ("verzamelen van bestellingen",)
    ),
    Word("task", "inpakken", "Inpakken en sorteren", "logistiek", "Packing and sorting"),
    Word("task", "groen", "Groen", english="Green"),
    Word("task", "snoeien", "Snoeien", "groen", "Pruning", ("heggen knippen",)),
)
SKILLS = (
    Word("skill", "scannen", "Scanner gebruiken", english="Using a scanner"),
    Word("skill", "sorteren", "Sorteren", english="Sorting", synonyms=("indelen",)),
)
OCCUPATIONS = (Word("occupation", "9333", "Laders en lossers", english="Freight handlers"),)
SECTORS = (Word("sector", "H", "Vervoer en opslag", english="Transport and storage"),)
TRANSPORT = (Word("transport", "fiets", "Fiets", english="Bicycle"),)
COMPETENCES = (Word("competence", "24120", "Kwaliteit leveren", english="Delivering quality"),)
AFFINITIES = (Word("affinity", "buiten", "Buiten werken", english="Working outdoors"),)
LANGUAGES = (
    Word("language", "nld", "Nederlands"),
    Word("language", "nld-spreken", "Nederlands spreken", "nld"),
    Word("language", "nld-spreken-goed", "Nederlands goed spreken", "nld-spreken"),
)


def vocabulary() -> tuple[Word, ...]:
    """A few words of most attributes, each condition with its two special words last."""
    attributes = (
        *(PLACES, TASKS, SKILLS, OCCUPATIONS, SECTORS, HOURS, LICENCES, EDUCATION, AVAILABILITY),
        *(TRANSPORT, COMPETENCES, AFFINITIES, LANGUAGES),
    )
    return tuple(chain.from_iterable((*words, *special(words[0].attribute)) for words in attributes))


def special(attribute: str) -> tuple[Word, ...]:
    """The two special words of a condition; whats and places have none."""
    labels = {NOT_RECORDED: "Niet vastgelegd", NOT_APPLICABLE: "Niet van toepassing"}
    return tuple(Word(attribute, code, label) for code, label in labels.items() if attribute in CONDITIONS)


def publish(
    people: Iterable[tuple[int, Iterable[Fact]]],
    *,
    words: Sequence[Word] | None = None,
    k: int = 5,
    **options: object,
) -> Release:
    """A release of these people: (how many, their facts with a municipality among them), counted exactly."""
    words = vocabulary() if words is None else words
    frozen = tuple((times, tuple(facts)) for times, facts in people)
    closed = dict(groups_of(frozen, tuple(words), k))
    return publish_groups(closed, words=words, k=k, **options)  # type: ignore[arg-type]


@lru_cache(maxsize=32)
def groups_of(
    people: tuple[tuple[int, tuple[Fact, ...]], ...], words: tuple[Word, ...], k: int
) -> Mapping[oracle.Key, int]:
    """The closed list of groups of these people; the same people are counted once."""
    concepts = concepts_of(words)
    areas, _ = areas_of(concepts)
    world = world_of(concepts, areas)
    counted_people = [person for times, facts in people for person in [numbered(facts, concepts)] * times]
    living = {
        area.number: sum(municipality in area.members for municipality, _ in counted_people) for area in areas
    }
    labelled = oracle.label(world, oracle.count(world, counted_people), people=living, k=k)
    return oracle.close(world, labelled, k=k)


def publish_groups(
    groups: Mapping[oracle.Key, int],
    *,
    words: Sequence[Word] | None = None,
    k: int = 5,
    number: int | None = None,
    active: bool = True,
    policy: Mapping[str, object] | None = None,
    counts: Mapping[str, int] | None = None,
    titles: Mapping[tuple[str, str], Sequence[Fact]] | None = None,
    search_words: Mapping[str, Sequence[Fact]] | None = None,
    refused_words: Mapping[str, str] | None = None,
) -> Release:
    """A release of exactly these groups, (what, area, condition) -> at least, with a true checksum.

    `titles`: (occupation code, job title) -> facts; `search_words`: Dutch word -> facts;
    `refused_words`: word -> reason.
    """
    concepts = concepts_of(vocabulary() if words is None else words)
    areas, circles = areas_of(concepts)
    number_of = {(concept.attribute, concept.code): concept.number for concept in concepts}
    with as_owner():
        release = Release(
            number=number or _next_number(),
            policy={**POLICY, "k": k, **(policy or {})},
            counts=dict(counts or {"groups": len(groups)}),
            released_on=date(2026, 11, 16),
            synthetic=True,
        )
        rows = [
            *concepts,
            *areas,
            *circles,
            *(
                Title(
                    occupation=number_of["occupation", code],
                    title=title,
                    concepts=[number_of[fact] for fact in facts],
                )
                for (code, title), facts in (titles or {}).items()
            ),
            *(
                SearchWord(word=word, language="nl", concepts=[number_of[fact] for fact in facts])
                for word, facts in (search_words or {}).items()
            ),
            *(RefusedWord(word=word, reason=reason) for word, reason in (refused_words or {}).items()),
        ]
        packed = np.array([(*key, groups[key]) for key in sorted(groups)], dtype=GROUP_BYTES)
        release.content_hash = content_hash(release=release, rows=rows, groups=[packed.tobytes()])
        release.save(force_insert=True)
        for row in rows:
            row.release = release
        for model in (PublishedConcept, Area, Circle, Title, SearchWord, RefusedWord):
            model.objects.bulk_create(row for row in rows if isinstance(row, model))
        Group.objects.bulk_create(
            Group(release=release, what=what, area=area, condition=condition, at_least=at_least)
            for (what, area, condition), at_least in sorted(groups.items())
        )
        if active:
            activate(release)
    return release


def activate(release: Release) -> None:
    """Make it the release that employers see, as if it had passed: so few people keep no promise."""
    with as_owner():
        pass_unseen(release)
        Release.objects.filter(state=Release.State.ACTIVE).update(state=Release.State.RETIRED)
        Release.objects.filter(number=release.number).update(state=Release.State.ACTIVE)


def pass_unseen(release: Release) -> None:
    """Say as the verifier that a release was verified, without doing so; once is enough."""
    if not release.verifications.exists():
        with as_role("explorer_verifier", router.db_for_write(Verification)):
            say_verified(release)


def say_verified(release: Release, **fields: object) -> Verification:
    """A verification that passed, or is otherwise in these fields, of the release as it is."""
    said = {
        "content_hash": release.content_hash,
        "verifier": "none",
        "groups": release.groups.count(),
        "concepts": release.concepts.count(),
        "violations": 0,
        "report": {},
    }
    return Verification.objects.create(release=release, **said | fields)


def concepts_of(words: Sequence[Word]) -> list[PublishedConcept]:
    """The words numbered from 1 in their order; of no release yet."""
    number = {word.fact: place for place, word in enumerate(words, start=1)}
    return [
        PublishedConcept(
            number=place,
            attribute=word.attribute,
            code=word.code,
            label_nl=word.label or word.code,
            label_en=word.english or word.label or word.code,
            synonyms_nl=list(word.synonyms),
            parent=number[word.attribute, word.parent] if word.parent else None,
            latitude=word.point and word.point[0],
            longitude=word.point and word.point[1],
        )
        for place, word in enumerate(words, start=1)
    ]


def areas_of(concepts: Sequence[PublishedConcept]) -> tuple[list[Area], list[Circle]]:
    """Every set of municipalities with a name, once: municipalities, regions, the country, circles."""
    names = Vocabulary(concepts, [], [])
    sets: dict[tuple[int, ...], tuple[str, int | None]] = {}

    def add(kind: str, members: Iterable[int], concept: int | None = None) -> None:
        key = tuple(sorted(members))
        kinds, known = sets.get(key, ("", None))
        sets[key] = (kinds if kind in kinds else kinds + kind, known or concept)

    for place in names.municipalities:
        add("M", [place.number], place.number)
    for region in names.regions:
        add("R", names.municipalities_of(region.number), region.number)
    add("N", [place.number for place in names.municipalities])
    around = [(place.number, km) for place in names.municipalities for km in CIRCLE_RADII]
    for centre, km in around:
        add("C", names.within(centre, km))
    areas = [
        Area(number=number, kinds=kinds, members=list(members), concept=concept)
        for number, (members, (kinds, concept)) in enumerate(sets.items(), start=1)
    ]
    area_of = {tuple(area.members): area.number for area in areas}
    circles = [
        Circle(centre=centre, km=km, area=area_of[tuple(sorted(names.within(centre, km)))])
        for centre, km in around
    ]
    return areas, circles


def world_of(concepts: Sequence[PublishedConcept], areas: Sequence[Area]) -> oracle.World:
    """The same vocabulary as the oracle takes it."""
    return oracle.World(
        words={concept.number: oracle.Word(concept.attribute, concept.parent) for concept in concepts},
        areas={area.number: oracle.Place(area.kinds, frozenset(area.members)) for area in areas},
    )


def numbered(facts: Iterable[Fact], concepts: Sequence[PublishedConcept]) -> tuple[int, list[int]]:
    """Municipality and other facts of a person; an attribute of which nothing is said is not recorded."""
    number = {(concept.attribute, concept.code): concept.number for concept in concepts}
    listed = list(facts)
    said = {attribute for attribute, _ in listed}
    unknown = [
        (attribute, NOT_RECORDED)
        for attribute in CONDITIONS
        if attribute not in said and (attribute, NOT_RECORDED) in number
    ]
    [municipality] = [number[fact] for fact in listed if fact[0] == "place"]
    return municipality, [number[fact] for fact in [*listed, *unknown] if fact[0] != "place"]


def _next_number() -> int:
    last = Release.objects.order_by("-number").first()
    return 1 if last is None else last.number + 1
