import uuid

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """An act that a restored backup must not undo; only a trigger adds one.

    `candidate` is the number of a person in the register, perhaps erased since. `on`: date of an
    objection. `state`: what the profile became.
    """

    class Act(models.TextChoices):
        OBJECTION = "objection", _("bezwaar")
        OBJECTION_LIFTED = "objection_lifted", _("bezwaar ingetrokken")
        ERASED = "erased", _("gewist")
        STATE = "state", _("toestand van het profiel")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    number = models.BigIntegerField(_("volgorde"))
    at = models.DateTimeField(_("wanneer"), db_default=Now())
    act = models.CharField(_("wat"), max_length=20, choices=Act)
    candidate = models.BigIntegerField(_("nummer van de persoon"))
    on = models.DateField(_("datum"), null=True)
    state = models.CharField(_("toestand"), max_length=10, blank=True)
    copied_at = models.DateTimeField(_("gekopieerd op"), null=True)

    class Meta:
        ordering = ["number"]
        verbose_name = _("regel van het dagboek")
        verbose_name_plural = _("dagboek")
        indexes = [
            models.Index(fields=["number"], condition=models.Q(copied_at=None), name="journal_entry_waiting")
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.act}"


class Redone(models.Model):
    """An entry of the file that was done again after a restore, or needed nothing any more."""

    id = models.UUIDField(primary_key=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("opnieuw uitgevoerd")
        verbose_name_plural = _("opnieuw uitgevoerd")

    def __str__(self) -> str:
        return str(self.id)
