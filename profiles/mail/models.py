from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from profiles.register.encryption import EncryptedTextField


class WaitingMail(models.Model):
    """A mail that waits, or was sent: what the queue needs of a row.

    `dedupe_key`: one cause, one mail; its Message-ID is made of it. `next_at`: not to be tried before; for a
    mail that is being sent, when its worker counts as gone.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("wacht")
        SENDING = "sending", _("wordt verstuurd")
        SENT = "sent", _("verstuurd")
        FAILED = "failed", _("mislukt")

    dedupe_key = models.CharField(max_length=100, unique=True)
    state = models.CharField(_("toestand"), max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("pogingen"), default=0)
    asked_at = models.DateTimeField(_("gevraagd op"))
    next_at = models.DateTimeField()
    done_at = models.DateTimeField(_("klaar op"), null=True)
    error = models.CharField(_("fout"), max_length=60, blank=True)

    # Each model has its own rows; the queue asks them all alike.
    objects: Any = models.Manager()

    class Meta:
        abstract = True
        ordering = ["asked_at", "id"]
        indexes = [
            models.Index(
                fields=["next_at"], condition=Q(state__in=["queued", "sending"]), name="%(class)s_waiting"
            )
        ]


class QueuedMail(WaitingMail):
    """A mail with its text, which is encrypted, and gone once it was sent: it may hold a link."""

    to = EncryptedTextField(_("aan"))
    subject = models.CharField(_("onderwerp"), max_length=120)
    text = EncryptedTextField(_("tekst"), blank=True)

    class Meta(WaitingMail.Meta):
        verbose_name = _("mail")
        verbose_name_plural = _("mails")

    def __str__(self) -> str:
        return f"{self.subject} {self.state}"
