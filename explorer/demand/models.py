"""The one table of this package."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from explorer.demand.wishes import MAX_LENGTH


class WeeklySearch(models.Model):
    """How often a search was asked in a week that begins on a Monday.

    `wishes` is the search as `wishes.text` writes it; `found` is where the band
    begins of the number it found when it was last asked. There is no row number,
    which would show the order of the searches.
    """

    pk = models.CompositePrimaryKey("week", "wishes")
    week = models.DateField(_("week van"))
    wishes = models.CharField(_("gevraagd"), max_length=MAX_LENGTH)
    searches = models.PositiveIntegerField(_("zoekvragen"))
    found = models.PositiveSmallIntegerField(_("gevonden, vanaf"))

    class Meta:
        ordering = ["week", "wishes"]
        verbose_name = _("zoekvraag van een week")
        verbose_name_plural = _("zoekvragen per week")

    def __str__(self) -> str:
        return f"{self.week} {self.wishes}"
