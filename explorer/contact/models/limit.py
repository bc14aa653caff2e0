"""How often something was tried, over all workers."""

from django.db import models

from explorer.contact.models.primary import PrimaryManager
from explorer.contact.models.request import HASH_LENGTH


class Attempt(models.Model):
    """Tries of one key within one window of time. The key is a keyed hash: no address is stored."""

    pk = models.CompositePrimaryKey("purpose", "key_hash", "window_start")
    purpose = models.CharField(max_length=40)
    key_hash = models.CharField(max_length=HASH_LENGTH)
    window_start = models.DateTimeField(db_index=True)
    count = models.PositiveIntegerField()

    objects = PrimaryManager()

    class Meta:
        ordering = ["window_start", "purpose", "key_hash"]

    def __str__(self) -> str:
        return f"{self.purpose}: {self.count}"
