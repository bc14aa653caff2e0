from typing import Any

from django.conf import settings
from django.core.management.commands import migrate
from django.db import connections
from django.utils.module_loading import import_string

from explorer.database.grants import apply, drop_views


class Command(migrate.Command):
    """Django's `migrate`, which here ends with the grants of the site's declaration."""

    def handle(self, *args: Any, **options: Any) -> None:
        connection, declaration = (
            connections[options["database"]],
            import_string(settings.DATABASE_PRIVILEGES),
        )
        if not options["plan"]:
            drop_views(connection, declaration)
        super().handle(*args, **options)
        if not options["plan"]:
            apply(connection, declaration)
