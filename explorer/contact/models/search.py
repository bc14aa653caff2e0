"""Searches that an employer wants to hear of."""

import uuid

from django.db import models

from explorer.contact.models.primary import PrimaryManager
from explorer.contact.models.request import HASH_LENGTH, LONGEST_QUERY


class SavedSearch(models.Model):
    """A search of a mail address; a mail follows when its label changed at a new release.

    `words` are the search in the employer's language when it was saved. Unconfirmed until
    `confirmed_at`. `last_label` is the number that `last_release` gave.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    submission = models.UUIDField(unique=True)
    email = models.EmailField()
    email_hash = models.CharField(max_length=HASH_LENGTH, db_index=True)
    query = models.TextField(max_length=LONGEST_QUERY)
    words = models.TextField()
    language = models.CharField(max_length=2)
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    confirm_key_hash = models.CharField(max_length=HASH_LENGTH, unique=True)
    stop_key_hash = models.CharField(max_length=HASH_LENGTH, unique=True)
    last_release = models.PositiveIntegerField()
    last_label = models.PositiveIntegerField()

    objects = PrimaryManager()

    class Meta:
        ordering = ["saved_at", "id"]

    def __str__(self) -> str:
        return str(self.id)
