"""Brings loaded rows into the vocabulary without losing what an admin changed.

A three-way merge per field: what the source says now, what it said at the last
load (`Concept.loaded`) and what is in the database.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection, transaction

from profiles.vocabulary.models import Concept
from profiles.vocabulary.rows import BLANK, ConceptRow, Value, VocabularyError

# Any number will do, as long as no other lock of the register takes it.
LOCK = 0x766F6361
BATCH = 500
Key = tuple[str, str]


@dataclass(frozen=True)
class Summary:
    """What a load did, in concepts; `kept` counts fields that an admin edited."""

    created: int
    updated: int
    unchanged: int
    kept: int

    def __add__(self, other: "Summary") -> "Summary":
        return Summary(
            created=self.created + other.created,
            updated=self.updated + other.updated,
            unchanged=self.unchanged + other.unchanged,
            kept=self.kept + other.kept,
        )

    def __str__(self) -> str:
        return (
            f"{self.created} created, {self.updated} updated, {self.unchanged} unchanged, "
            f"{self.kept} edits by an admin kept"
        )


def merge(rows: Sequence[ConceptRow]) -> Summary:
    """Load rows in one transaction: all of them, or none and a VocabularyError.

    Concepts of which no row speaks are left alone. A second load waits for the first.
    """
    with transaction.atomic():
        lock_vocabulary()
        concepts = {
            (concept.attribute, concept.code): concept for concept in Concept.objects.select_related("parent")
        }
        known = [row for row in rows if row.key in concepts]
        fresh = [row for row in rows if row.key not in concepts]
        check_parents(rows, concepts)
        create(fresh, concepts)
        updated, kept = _update(known, concepts)
        check_cycles(concepts)
    return Summary(created=len(fresh), updated=updated, unchanged=len(known) - updated, kept=kept)


def lock_vocabulary() -> None:
    """Let a second load wait until this transaction ends."""
    with connection.cursor() as cursor:
        # Advisory: an admin that edits one word need not wait for a load.
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def check_parents(rows: Iterable[ConceptRow], concepts: dict[Key, Concept]) -> None:
    """Raise VocabularyError for a parent that is neither a row nor a concept."""
    keys = concepts.keys() | {row.key for row in rows}
    for row in rows:
        if row.parent is not None and (row.attribute, row.parent) not in keys:
            raise VocabularyError(row.origin, f"parent “{row.parent}” is unknown")


def create(rows: Iterable[ConceptRow], concepts: dict[Key, Concept]) -> None:
    """Level by level: a child needs the number of its parent."""
    waiting = list(rows)
    while waiting:
        ready = [row for row in waiting if row.parent is None or (row.attribute, row.parent) in concepts]
        if not ready:
            raise VocabularyError(waiting[0].origin, f"“{waiting[0].code}” is its own ancestor")
        # No signals and no save: nothing of a concept depends on them.
        made = Concept.objects.bulk_create([_fresh(row, concepts) for row in ready], batch_size=BATCH)
        concepts.update(((concept.attribute, concept.code), concept) for concept in made)
        waiting = [row for row in waiting if row.key not in concepts]


def _fresh(row: ConceptRow, concepts: dict[Key, Concept]) -> Concept:
    # `loaded` is what the file said, so that an edit by an admin shows as a difference.
    concept = Concept(attribute=row.attribute, code=row.code, loaded=dict(row.values))
    for field, value in row.values.items():
        set_value(concept, field, value, concepts)
    return concept


def _update(rows: Iterable[ConceptRow], concepts: dict[Key, Concept]) -> tuple[int, int]:
    """Number of concepts written and of edited fields left alone."""
    changed: list[Concept] = []
    fields: set[str] = set()
    kept = 0
    for row in rows:
        concept = concepts[row.key]
        # What an admin made different from the last file is kept.
        differing = [field for field, value in row.values.items() if get_value(concept, field) != value]
        news = [
            field
            for field in differing
            if get_value(concept, field) == concept.loaded.get(field, BLANK[field])
        ]
        kept += len(differing) - len(news)
        for field in news:
            set_value(concept, field, row.values[field], concepts)
        # Also where an edit is kept: the next load compares with what this one said.
        if news or concept.loaded != concept.loaded | row.values:
            concept.loaded |= row.values
            changed.append(concept)
            fields |= set(news)
    if changed:
        Concept.objects.bulk_update(changed, [*sorted(fields), "loaded"], batch_size=BATCH)
    return len(changed), kept


def get_value(concept: Concept, field: str) -> Value:
    """A field as a row has it."""
    if field == "parent":
        return concept.parent.code if concept.parent else None
    value = getattr(concept, field)
    return value.isoformat() if isinstance(value, datetime.date) else value


def set_value(concept: Concept, field: str, value: Value, concepts: dict[Key, Concept]) -> None:
    """Give a field the value of a row."""
    if field == "parent":
        concept.parent = None if value is None else concepts[concept.attribute, str(value)]
    elif field in ("valid_from", "valid_until"):
        setattr(concept, field, None if value is None else datetime.date.fromisoformat(str(value)))
    else:
        setattr(concept, field, value)


def check_cycles(concepts: dict[Key, Concept]) -> None:
    """An edit that was kept and a row can be right each, and a ring together."""
    parents = {concept.pk: concept.parent_id for concept in concepts.values()}
    sound: set[int | None] = {None}
    for key, concept in concepts.items():
        path: list[int | None] = []
        step: int | None = concept.pk
        while step not in sound:
            if step in path:
                raise VocabularyError(f"{key[0]} {key[1]}", "is below itself in the tree")
            path.append(step)
            step = parents[step] if step is not None else None
        # What was walked once without a ring is not walked again: each concept counts once.
        sound.update(path)
