"""Mails that must be sent, and links that open "my requests"."""

import uuid

from django.db import models

from explorer.contact.models.primary import PrimaryManager
from explorer.contact.models.request import HASH_LENGTH, ContactRequest, PendingRequest, RequestEvent
from explorer.contact.models.search import SavedSearch


class MailLink(models.Model):
    """A link that opens the requests of a mail address: once, and for half an hour."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email_hash = models.CharField(max_length=HASH_LENGTH)
    key_hash = models.CharField(max_length=HASH_LENGTH, unique=True)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)

    objects = PrimaryManager()

    class Meta:
        ordering = ["expires_at", "id"]

    def __str__(self) -> str:
        return str(self.id)


class OutgoingMail(models.Model):
    """A mail to send, written in the transaction of what caused it.

    `dedupe_key` names the cause: one cause gives one mail, and its Message-ID is made of it, so
    that a mail that was sent and could not be marked is the same mail when it is sent again.
    No text and no link is stored: both are made when it is sent. `to` is cleared afterwards.
    `next_at`: not to be tried before; for a row that is being sent, when its worker counts as gone.
    """

    class Purpose(models.TextChoices):
        CONFIRM = "confirm"
        RECEIVED = "received"
        CHANGED = "changed"
        QUESTION = "question"
        WITHDRAWN = "withdrawn"
        MY_REQUESTS = "my_requests"
        SAVE_SEARCH = "save_search"
        SEARCH_CHANGED = "search_changed"

    class State(models.TextChoices):
        QUEUED = "queued"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"
        NOT_NEEDED = "not_needed"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.CharField(max_length=20, choices=Purpose)
    dedupe_key = models.CharField(max_length=100, unique=True)
    to = models.EmailField(blank=True)
    language = models.CharField(max_length=2)
    pending = models.ForeignKey(PendingRequest, on_delete=models.CASCADE, null=True, related_name="mails")
    request = models.ForeignKey(ContactRequest, on_delete=models.CASCADE, null=True, related_name="mails")
    event = models.ForeignKey(RequestEvent, on_delete=models.DO_NOTHING, null=True, related_name="mails")
    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, null=True, related_name="mails")
    link = models.ForeignKey(MailLink, on_delete=models.CASCADE, null=True, related_name="mails")
    numbers = models.JSONField(default=dict, help_text="Labels of a search before and now.")
    state = models.CharField(max_length=12, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    next_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=60, blank=True, help_text="Kind of the last error, no text of it.")

    objects = PrimaryManager()

    class Meta:
        ordering = ["asked_at", "id"]
        indexes = [
            models.Index(
                fields=["next_at"],
                condition=models.Q(state__in=["queued", "sending"]),
                name="outgoing_mail_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.state}"
