"""The way from the root of a tree to a concept, worked out by the database."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, F, Func


class Path(Func):
    """Position and number of each concept from the root down to this one.

    Ordering by it lists a tree depth first, in display order; it has two
    elements per level.
    """

    # A ring cannot be saved; the bound on the level is for one that got in past the forms.
    template = """ARRAY(
        WITH RECURSIVE line(id, parent_id, position, level) AS (
            SELECT start.id, start.parent_id, start.position, 0
            FROM vocabulary_concept start WHERE start.id = %(expressions)s
            UNION ALL
            SELECT above.id, above.parent_id, above.position, line.level + 1
            FROM vocabulary_concept above JOIN line ON above.id = line.parent_id
            WHERE line.level < 20
        )
        SELECT step
        FROM line, unnest(ARRAY[position, id]) WITH ORDINALITY AS pair(step, place)
        ORDER BY level DESC, place
    )"""

    def __init__(self, concept: str = "pk", **extra: Any) -> None:
        super().__init__(F(concept), output_field=ArrayField(BigIntegerField()), **extra)


def depth(path: list[int]) -> int:
    """Number of concepts above."""
    return len(path) // 2 - 1
