"""Two concepts become one: whatever refers to the first refers to the second, and the first ends."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import PROTECT, ManyToManyRel, ManyToOneRel, Model, QuerySet, UniqueConstraint
from django.utils.translation import gettext as _

from profiles.vocabulary.merge import lock_vocabulary
from profiles.vocabulary.models import Concept

Reference = tuple[type[Model], str]


class MergeRefused(Exception):
    """These two cannot become one; the message says why."""


def moves(concept: Concept) -> dict[str, int]:
    """How many rows of which kind would refer to the other one; only kinds that do."""
    counts: dict[str, int] = {}
    for model, field in _references():
        if number := _rows(model, field, concept).count():
            name = str(model._meta.verbose_name_plural)
            counts[name] = counts.get(name, 0) + number
    return counts


def merge_concepts(*, concept: Concept, into: Concept, on: datetime.date) -> dict[str, int]:
    """Merge, and return what moved. Raises `MergeRefused`.

    The first stays, as history names it; its last day is the day before, and its label becomes a
    synonym of the second, so that typing it finds that one.
    """
    if concept.pk == into.pk:
        raise MergeRefused(_("Kies een ander begrip om mee samen te voegen."))
    if concept.attribute != into.attribute:
        raise MergeRefused(_("Kies een begrip van hetzelfde kenmerk."))
    if not into.is_valid(on=on):
        raise MergeRefused(_("Het andere begrip is niet meer geldig."))
    above = into.parent
    while above:
        if above.pk == concept.pk:
            raise MergeRefused(_("Het andere begrip hangt onder dit begrip. Verplaats het eerst."))
        above = above.parent
    with transaction.atomic():
        lock_vocabulary()
        moved = moves(concept)
        for model, field in _references():
            _move(model, field, concept, into)
        for language in ("nl", "en"):
            word = getattr(concept, f"label_{language}")
            synonyms = getattr(into, f"synonyms_{language}")
            if word and word not in synonyms and word != getattr(into, f"label_{language}"):
                synonyms.append(word)
        into.save()
        concept.refresh_from_db()
        # Ended, not deleted: history and former releases name it.
        concept.valid_until = on - datetime.timedelta(days=1)
        if concept.valid_from and concept.valid_from > concept.valid_until:
            concept.valid_from = concept.valid_until
        concept.save()
    return moved


def _references() -> Iterator[Reference]:
    """Tables that refer to a concept and are not history."""
    # All that there are, so that a new table cannot be forgotten here.
    for relation in Concept._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel) and relation.on_delete is PROTECT:
            yield relation.related_model, relation.field.name
        elif isinstance(relation, ManyToManyRel):
            through: Any = relation.through
            if through._meta.auto_created:
                yield through, relation.field.m2m_reverse_field_name()


def _rows(model: type[Model], field: str, concept: Concept) -> QuerySet[Model]:
    return model._base_manager.filter(**{field: concept})


def _move(model: type[Model], field: str, concept: Concept, into: Concept) -> None:
    rows = _rows(model, field, concept)
    # The other fields of the first rule by which a concept is named once.
    together = [tuple(c.fields) for c in model._meta.constraints if isinstance(c, UniqueConstraint)]
    together += [tuple(fields) for fields in model._meta.unique_together]
    found = next((fields for fields in together if field in fields), ())
    others = [name for name in found if name != field]
    if not others:
        rows.update(**{field: into})
        return
    # As new rows and none twice: history records rows that came and went.
    had = set(_rows(model, field, into).values_list(*others))
    said = {key: tuple(other) for key, *other in rows.values_list("pk", *others)}
    fresh = [row for row in rows.all() if said[row.pk] not in had]
    for row in fresh:
        row.pk = None
        setattr(row, field, into)
    _rows(model, field, concept).delete()
    model._base_manager.bulk_create(fresh, batch_size=1000)
