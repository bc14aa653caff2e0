"""How desks kept their promise: written by the inside, shown on the pages of transparency."""

from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from explorer.contact.models.primary import PrimaryManager


class PromiseMonth(models.Model):
    """One desk in one month, of the requests that came in it. A figure that is too small to show is null."""

    desk = models.CharField(_("loket"), max_length=40)
    month = models.DateField(_("maand"), help_text="Its first day.")
    requests = models.PositiveIntegerField(_("aanvragen"), null=True)
    median_days = models.FloatField(_("werkdagen tot het eerste antwoord"), null=True)
    in_time = models.FloatField(_("deel op tijd"), null=True)
    introductions = models.PositiveIntegerField(_("voorgesteld"), null=True)
    trials = models.PositiveIntegerField(_("proefplaatsingen"), null=True)
    placements = models.PositiveIntegerField(_("plaatsingen"), null=True)
    published_at = models.DateTimeField()

    objects = PrimaryManager()

    class Meta:
        ordering = ["-month", "desk"]
        constraints = [models.UniqueConstraint(fields=["desk", "month"], name="promise_month_once")]

    def __str__(self) -> str:
        return f"{self.desk} {self.month:%Y-%m}"

    @property
    def median_text(self) -> str:
        """The days with a half where there is one, as the language writes it."""
        if self.median_days is None:
            return ""
        return str(number_format(self.median_days, 0 if self.median_days.is_integer() else 1))

    @property
    def percent_in_time(self) -> int | None:
        return None if self.in_time is None else round(100 * self.in_time)
