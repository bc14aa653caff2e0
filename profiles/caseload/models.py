from typing import Any

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from profiles.register.models import Candidate

THE_ONE = 1


class Assignment(models.Model):
    """The case worker that keeps the profile of a candidate right."""

    candidate = models.OneToOneField(
        Candidate, on_delete=models.CASCADE, related_name="assignment", verbose_name=_("kandidaat")
    )
    worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="assignments",
        verbose_name=_("klantmanager"),
    )
    since = models.DateField(_("sinds"))

    class Meta:
        ordering = ["id"]
        verbose_name = _("toewijzing")
        verbose_name_plural = _("toewijzingen")

    def __str__(self) -> str:
        return f"{self.worker}"


def months(label: Any, default: int, help_text: Any) -> Any:
    """A number of months, 1 to 120."""
    return models.PositiveSmallIntegerField(
        label,
        default=default,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=help_text,
    )


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    meta={
        "verbose_name": _("wijziging van de bewaartermijnen"),
        "verbose_name_plural": _("wijzigingen van de bewaartermijnen"),
    },
)
class RetentionPolicy(models.Model):
    """How long what is kept: one row, or none while the defaults hold."""

    pause_months = months(
        _("maanden tot pauze"),
        12,
        _("Wat zoveel maanden niet is bevestigd, wordt gepauzeerd. Dan moet iemand het eerst nakijken."),
    )
    no_profile_months = months(
        _("maanden zonder profiel"), 24, _("Wie na zoveel maanden nog geen profiel heeft, wordt gewist.")
    )
    placed_months = months(
        _("maanden na plaatsing"), 24, _("Wie zoveel maanden aan het werk is, wordt gewist.")
    )
    withdrawn_months = months(
        _("maanden na terugtrekken"), 12, _("Wie zoveel maanden geleden is teruggetrokken, wordt gewist.")
    )
    notice_days = models.PositiveSmallIntegerField(
        _("dagen vooraf gemeld"),
        default=28,
        validators=[MinValueValidator(7), MaxValueValidator(180)],
        help_text=_("Zoveel dagen van tevoren staat iemand op de werklijst."),
    )

    class Meta:
        verbose_name = _("bewaartermijnen")
        verbose_name_plural = _("bewaartermijnen")
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=THE_ONE), name="retention_policy_is_one"),
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    @classmethod
    def current(cls) -> "RetentionPolicy":
        """What holds now."""
        return cls.objects.filter(pk=THE_ONE).first() or cls(pk=THE_ONE)


class WeeklyMail(models.Model):
    """When a case worker last got the weekly mail, and whether it was stopped."""

    worker = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="weekly_mail",
        verbose_name=_("medewerker"),
    )
    sent_on = models.DateField(_("laatst verstuurd op"), null=True, blank=True)
    stopped_at = models.DateTimeField(_("gestopt op"), null=True, blank=True)

    class Meta:
        verbose_name = _("wekelijkse mail")
        verbose_name_plural = _("wekelijkse mails")

    def __str__(self) -> str:
        return f"{self.worker}"
