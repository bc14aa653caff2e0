"""Which tables the explorer database has, and which server answers for them."""

from django.db.models import Model

from explorer.database.standby import PRIMARY, STANDBY, reads

# The site has a user model of its own, so these apps give code here and no tables.
WITHOUT_TABLES = {"auth", "contenttypes"}
# What the register writes and this site only reads. All else the site writes, and reads back at once.
RELEASED = "explorer_release"


class ExplorerRouter:
    """Releases are read from the standby where there is one; the rest lives on the primary."""

    def db_for_read(self, model: type[Model], **hints: object) -> str:
        return reads.alias() if model._meta.app_label == RELEASED else PRIMARY

    def db_for_write(self, model: type[Model], **hints: object) -> str:
        return PRIMARY

    def allow_relation(self, first: Model, second: Model, **hints: object) -> bool:
        """Both aliases are one database."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool | None:
        """No tables for what the site does not keep; a standby gets its tables from the primary."""
        return False if db == STANDBY or app_label in WITHOUT_TABLES else None
