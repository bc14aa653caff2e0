"""Add what was pending to the table: two statements, whatever the number."""

from collections.abc import Iterable, Sequence

from django.apps import apps
from django.db import connections, router, transaction

from explorer.demand.pending import Change

# Somebody who asks for every combination there is fills the week, not the disk.
MOST_IN_A_WEEK = 50_000
CHANGES = "unnest(%s::date[], %s::text[], %s::int[], %s::int[], %s::int[])"
MORE = f"""
INSERT INTO explorer_demand_weeklysearch AS kept (week, wishes, searches, certain, possible)
SELECT * FROM {CHANGES} AS change (week, wishes, searches, certain, possible)
WHERE EXISTS (
    SELECT FROM explorer_demand_weeklysearch k WHERE k.week = change.week AND k.wishes = change.wishes
) OR (SELECT count(*) FROM explorer_demand_weeklysearch k WHERE k.week = change.week) < {MOST_IN_A_WEEK}
ON CONFLICT (week, wishes) DO UPDATE SET searches = kept.searches + EXCLUDED.searches,
    certain = EXCLUDED.certain, possible = EXCLUDED.possible
"""  # noqa: S608 - made of constants
FEWER = f"""
UPDATE explorer_demand_weeklysearch AS kept SET searches = greatest(0, kept.searches + change.searches)
FROM {CHANGES} AS change (week, wishes, searches, certain, possible)
WHERE kept.week = change.week AND kept.wishes = change.wishes
"""  # noqa: S608 - likewise


def write_changes(changes: Iterable[Change]) -> None:
    """All of it or, when the database refuses or is away, nothing; raises what the database raises."""
    # In one order, so that two workers that write at once wait instead of lock each other out.
    ordered = sorted(changes, key=lambda change: (change.week, change.wishes))
    # By name: the process that serves pages knows of this before it has any model.
    alias = router.db_for_write(apps.get_model("explorer_demand", "WeeklySearch"))
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        for statement, some in (
            (MORE, [change for change in ordered if change.searches > 0]),
            (FEWER, [change for change in ordered if change.searches < 0]),
        ):
            if some:
                cursor.execute(statement, _columns(some))


def _columns(changes: Sequence[Change]) -> list[list[object]]:
    names = ("week", "wishes", "searches", "certain", "possible")
    return [[getattr(change, name) for change in changes] for name in names]
