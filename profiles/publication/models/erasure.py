from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from profiles.register.models import Candidate


class Erasure(models.Model):
    """An erasure of a person: asked for by one of the staff, confirmed by another.

    What stays is a proof without a name: when, why, the account, and how many rows of which table went.
    `number` is the key that the register had for the person; nothing else has it any more.
    """

    class Reason(models.TextChoices):
        ASKED = "asked", _("de persoon vroeg erom")
        TERM = "term", _("de bewaartermijn is voorbij")
        MISTAKE = "mistake", _("ten onrechte ingevoerd")
        MOVED = "moved", _("hoort niet meer bij deze organisaties")

    class State(models.TextChoices):
        ASKED = "asked", _("wacht op een tweede persoon")
        DONE = "done", _("gewist")
        WITHDRAWN = "withdrawn", _("ingetrokken")

    candidate = models.ForeignKey(
        Candidate, on_delete=models.SET_NULL, null=True, related_name="erasures", verbose_name=_("kandidaat")
    )
    number = models.PositiveBigIntegerField(_("nummer in het register"))
    reason = models.CharField(_("waarom"), max_length=10, choices=Reason)
    state = models.CharField(_("toestand"), max_length=10, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("gevraagd door")
    )
    asked_at = models.DateTimeField(_("gevraagd op"))
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("bevestigd of ingetrokken door"),
    )
    ended_at = models.DateTimeField(_("gewist of ingetrokken op"), null=True)
    rows = models.JSONField(_("wat er weg is"), default=dict)

    class Meta:
        ordering = ["-asked_at", "-id"]
        verbose_name = _("wissing van een persoon")
        verbose_name_plural = _("wissingen van personen")
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | Q(ended_by__isnull=False) & ~Q(ended_by=F("asked_by")),
                name="erasure_by_two_people",
                violation_error_message=_("Een tweede persoon bevestigt dat iemand wordt gewist."),
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | Q(candidate=None),
                name="erasure_without_the_person",
                violation_error_message=_("Van wie gewist is, blijft niets over."),
            ),
            models.UniqueConstraint(
                fields=["candidate"],
                condition=Q(state="asked"),
                name="erasure_asked_once",
                violation_error_message=_("Het is al gevraagd, en wacht op een tweede persoon."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"
