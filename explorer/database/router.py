"""Which tables the explorer database has."""

# The site has a user model of its own, so these apps give code here and no tables.
WITHOUT_TABLES = {"auth", "contenttypes"}


class ExplorerRouter:
    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool | None:
        """No tables for what the site does not keep."""
        return False if app_label in WITHOUT_TABLES else None
