"""What the public site writes goes to the primary, also where pages are read from a standby."""

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model

PRIMARY = "primary"


class ExplorerRouter:
    """Both aliases are one database: `default` as libpq chooses a server, `primary` the one that writes."""

    def db_for_write(self, model: type[Model], **hints: object) -> str:
        return PRIMARY if PRIMARY in connections.settings else DEFAULT_DB_ALIAS

    def allow_relation(self, first: Model, second: Model, **hints: object) -> bool:
        return True
