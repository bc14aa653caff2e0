"""What refers to a concept, so that it cannot be deleted."""

from collections.abc import Collection

from django.db.models import PROTECT, ManyToOneRel

from profiles.vocabulary.models import Concept


def usage(concepts: Collection[Concept]) -> dict[str, int]:
    """How many rows point at one of these concepts, by the plural of their kind; only kinds in use.

    Children that would go together with their parent are no use. The rows
    themselves are not named: some are of people.
    """
    uses: dict[str, int] = {}
    for relation in Concept._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ManyToOneRel) or relation.on_delete is not PROTECT:
            continue
        rows = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": concepts})
        if relation.related_model is Concept:
            rows = rows.exclude(pk__in=[concept.pk for concept in concepts])
        if count := rows.count():
            name = str(relation.related_model._meta.verbose_name_plural)
            uses[name] = uses.get(name, 0) + count
    return uses
