"""The register has two databases: its own, and the explorer's, which it writes releases to."""

from django.db.models import Model

OUTSIDE = "explorer"
OUTSIDE_PREFIX = "explorer_"


class RegisterRouter:
    """Models of the explorer live on its database; everything else on `default`."""

    def db_for_read(self, model: type[Model], **hints: object) -> str:
        return _home(model._meta.app_label)

    def db_for_write(self, model: type[Model], **hints: object) -> str:
        return _home(model._meta.app_label)

    def allow_relation(self, first: Model, second: Model, **hints: object) -> bool:
        # _meta, not type(): request.user is a lazy object, of another type.
        return _home(first._meta.app_label) == _home(second._meta.app_label)

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool:
        """The explorer database is migrated by its own site."""
        return db == "default" and not app_label.startswith(OUTSIDE_PREFIX)


def _home(app_label: str) -> str:
    return OUTSIDE if app_label.startswith(OUTSIDE_PREFIX) else "default"
