"""Small releases, written straight into the explorer database as its owner."""

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from explorer.release.artefact import pack
from explorer.release.content import content_hash
from explorer.release.models import (
    NOT_APPLICABLE,
    NOT_RECORDED,
    PublishedConcept,
    PublishedProfile,
    ReferenceKey,
    Release,
    Verification,
    Withdrawal,
)
from explorer.release.stored_index import store_index
from tests.database import as_owner

Fact = tuple[str, str]


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
LANGUAGES = (
    Word("language", "nld", "Nederlands"),
    Word("language", "nld-spreken", "Nederlands spreken", "nld"),
    Word("language", "nld-spreken-goed", "Nederlands goed spreken", "nld-spreken"),
)


def special(*attributes: str) -> tuple[Word, ...]:
    """The two special words of each attribute."""
    return tuple(
        Word(attribute, code, label)
        for attribute in attributes
        for code, label in ((NOT_RECORDED, "Niet vastgelegd"), (NOT_APPLICABLE, "Niet van toepassing"))
    )


def vocabulary() -> tuple[Word, ...]:
    """A few words of every kind, each attribute with its special ones."""
    groups = (PLACES, HOURS, LICENCES, TASKS, SKILLS, LANGUAGES)
    return tuple(word for group in groups for word in (*group, *special(group[0].attribute)))


def publish(
    rows: Iterable[tuple[int, Iterable[Fact]]],
    *,
    words: Sequence[Word] | None = None,
    number: int | None = None,
    stored_index: bool = True,
    active: bool = True,
    policy: Mapping[str, object] | None = None,
    counts: Mapping[str, int] | None = None,
    true_hash: bool = False,
) -> Release:
    """A release of rows (people, facts as attribute and code, closed upward here), made active.

    Its checksum is a lot, so that none is taken for another, or with `true_hash` that of its content.
    """
    words = vocabulary() if words is None else words
    packed = [(people, close(words, facts)) for people, facts in rows]
    concepts = list(_concepts(words))
    with as_owner():
        release = Release(
            number=number or _next_number(),
            policy={
                "k": 5,
                "m": 1,
                "class_attributes": ["place", "education"],
                "floor": 200,
                **(policy or {}),
            },
            counts=counts or {},
            content_hash=secrets.token_hex(32),
            released_on=date(2026, 11, 16),
            synthetic=True,
        )
        if true_hash:
            release.content_hash = content_hash(release=release, concepts=concepts, rows=packed)
        release.save(force_insert=True)
        _write(release, concepts, packed)
        if stored_index:
            store_index(release, pack(packed))
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
    """Say that a release was verified, without doing so; once is enough."""
    if not release.verifications.exists():
        say_verified(release)


def say_verified(release: Release, **fields: object) -> Verification:
    """A verification that passed, or is otherwise in these fields, of the release as it is."""
    said = {
        "content_hash": release.content_hash,
        "verifier": "none",
        "rows": release.profiles.count(),
        "concepts": release.concepts.count(),
        "violations": 0,
        "report": {},
    }
    return Verification.objects.create(release=release, **said | fields)


def withdraw(release: Release, *rows: int) -> None:
    """Take one person off each of these rows."""
    with as_owner():
        Withdrawal.objects.bulk_create(Withdrawal(release=release, profile_number=row) for row in rows)


def close(words: Sequence[Word], facts: Iterable[Fact]) -> list[int]:
    """Concept numbers of facts and all above them."""
    number = {word.fact: place for place, word in enumerate(words)}
    held: set[int] = set()
    for attribute, code in facts:
        while code:
            held.add(number[attribute, code])
            code = words[number[attribute, code]].parent
    return sorted(held)


def _concepts(words: Sequence[Word]) -> Iterator[PublishedConcept]:
    number = {word.fact: place for place, word in enumerate(words)}
    for place, word in enumerate(words):
        yield PublishedConcept(
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


def _write(release: Release, concepts: list[PublishedConcept], packed: list[tuple[int, list[int]]]) -> None:
    for concept in concepts:
        concept.release = release
    PublishedConcept.objects.bulk_create(concepts)
    PublishedProfile.objects.bulk_create(
        PublishedProfile(release=release, number=row, people=people, facts=facts)
        for row, (people, facts) in enumerate(packed)
    )
    ReferenceKey.objects.create(release=release, secret=secrets.token_bytes(32))


def _next_number() -> int:
    last = Release.objects.order_by("-number").first()
    return 1 if last is None else last.number + 1
