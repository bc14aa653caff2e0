from django.db import models
from django.utils.translation import gettext_lazy as _


class CountedFigures(models.Model):
    """The inside of a set of figures: what was counted before suppression, and which cells were suppressed.

    `counted` is by municipality, `regions` the region of each, `hidden` lists places
    with the name of a figure; `by_organisation`: whether the set had the municipal figures
    by organisation. The next set is weighed against it. Counts only, of no person.
    """

    on = models.DateField(_("stand van"), primary_key=True)
    release_number = models.PositiveIntegerField(_("uitgave"))
    threshold = models.PositiveSmallIntegerField(_("drempel"))
    counted = models.JSONField(_("geteld"))
    regions = models.JSONField(_("regio's"))
    hidden = models.JSONField(_("achtergehouden"))
    by_organisation = models.BooleanField(_("met cijfers per organisatie"), default=True)
    report = models.JSONField(_("verslag"), default=dict)
    made_by = models.CharField(_("gemaakt door"), max_length=150, blank=True)

    class Meta:
        ordering = ["-on"]
        verbose_name = _("telling")
        verbose_name_plural = _("tellingen")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.on}"
