"""A desk that cannot be reached is an error of `check --database default`, and before migrating."""

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.core import checks
from django.db import DEFAULT_DB_ALIAS, connections


def check_desks(
    app_configs: Any = None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """An error for each desk without telephone or mail; a warning where there is none yet."""
    if DEFAULT_DB_ALIAS not in (databases or ()):
        return []
    # By name: apps load checks before any model.
    Desk = apps.get_model("register", "Desk")
    # Before the first migrate there is no table, and the check runs then too.
    if Desk._meta.db_table not in connections[DEFAULT_DB_ALIAS].introspection.table_names():
        return []
    desks = list(Desk.objects.all())
    if not desks:
        return [checks.Warning("There is no desk; add one in the admin.", id="desk.W001")]
    return [
        checks.Error(f"Desk {desk.code} has no telephone or no mail address.", id="desk.E001")
        for desk in desks
        if not desk.is_reachable
    ]
