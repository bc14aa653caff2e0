"""Add what was pending to the table: two statements, whatever the number."""

from collections.abc import Iterable

from django.apps import apps
from django.db import connections, router, transaction

from explorer.demand.pending import Change

# Asking for every combination there is fills the week, not the disk.
MAX_A_WEEK = 50_000
COLUMNS = ("week", "wishes", "searches", "found")
CHANGES = "unnest(%s::date[], %s::text[], %s::int[], %s::int[]) AS change (week, wishes, searches, found)"
MORE = f"""
INSERT INTO explorer_demand_weeklysearch AS stored (week, wishes, searches, found)
SELECT * FROM {CHANGES}
WHERE EXISTS (
    SELECT FROM explorer_demand_weeklysearch s WHERE s.week = change.week AND s.wishes = change.wishes
) OR (SELECT count(*) FROM explorer_demand_weeklysearch s WHERE s.week = change.week) < {MAX_A_WEEK}
ON CONFLICT (week, wishes) DO UPDATE
SET searches = stored.searches + EXCLUDED.searches, found = EXCLUDED.found
"""  # noqa: S608 - made of constants
FEWER = f"""
UPDATE explorer_demand_weeklysearch AS stored SET searches = greatest(0, stored.searches + change.searches)
FROM {CHANGES} WHERE stored.week = change.week AND stored.wishes = change.wishes
"""  # noqa: S608 - likewise


def write_changes(changes: Iterable[Change]) -> None:
    """All of it or, when the database refuses or is away, nothing; raises what the database raises."""
    # In one order, so that two workers that write at once wait instead of lock each other out.
    ordered = sorted(changes, key=lambda change: (change.week, change.wishes))
    # By name: the process that serves pages imports this before it has any model.
    alias = router.db_for_write(apps.get_model("explorer_demand", "WeeklySearch"))
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        for statement, some in (
            (MORE, [change for change in ordered if change.searches > 0]),
            (FEWER, [change for change in ordered if change.searches < 0]),
        ):
            if some:
                cursor.execute(statement, [[getattr(change, name) for change in some] for name in COLUMNS])
