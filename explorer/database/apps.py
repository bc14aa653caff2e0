from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from explorer.database.privileges import EXPLORER, apply, is_owner


class DatabaseConfig(AppConfig):
    """Migrating the explorer database ends with its grants."""

    name = "explorer.database"
    label = "explorer_database"

    def ready(self) -> None:
        post_migrate.connect(_grant, sender=self)


def _grant(*, using: str, **_: object) -> None:
    connection = connections[using]
    if is_owner(connection, EXPLORER):
        apply(connection, EXPLORER)
