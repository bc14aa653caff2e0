"""Contact is read where it is written: a link works the moment after its mail was asked for."""

from typing import Any

from django.db import models, router


class PrimaryManager(models.Manager[Any]):
    """Asks the primary also where pages are read from a standby."""

    def get_queryset(self) -> models.QuerySet[Any]:
        return super().get_queryset().using(self._db or router.db_for_write(self.model))
