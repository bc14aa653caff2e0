"""The one table of this package."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from explorer.demand.wishes import LONGEST


class WeeklySearch(models.Model):
    """How often a search was asked in a week that begins on a Monday.

    `wishes` is the search as `wishes.text` writes it. `certain` and `possible`
    are how many people it found when it was last asked, as the number at which
    a band begins. No row number tells which search came first.
    """

    pk = models.CompositePrimaryKey("week", "wishes")
    week = models.DateField(_("week van"))
    wishes = models.CharField(_("gevraagd"), max_length=LONGEST)
    searches = models.PositiveIntegerField(_("zoekvragen"))
    certain = models.PositiveSmallIntegerField(_("zeker gevonden, vanaf"))
    possible = models.PositiveSmallIntegerField(_("misschien gevonden, vanaf"))

    class Meta:
        ordering = ["week", "wishes"]
        verbose_name = _("zoekvraag van een week")
        verbose_name_plural = _("zoekvragen per week")

    def __str__(self) -> str:
        return f"{self.week} {self.wishes}"
