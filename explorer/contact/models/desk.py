"""The desks, as the inside publishes them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from explorer.contact.models.primary import PrimaryManager


class Desk(models.Model):
    """Where employers of some places turn to. Written by the inside from its own data, read outside.

    `places` are codes of municipalities (GM0984) and regions (AM31). `position` orders the
    desks: the first one answers for places that no desk names.
    """

    code = models.SlugField(_("code"), max_length=40, primary_key=True)
    name = models.CharField(_("naam"), max_length=120)
    address = models.CharField(_("adres"), max_length=200, blank=True)
    phone = models.CharField(_("telefoonnummer"), max_length=30)
    email = models.EmailField(_("e-mailadres"))
    hours_nl = models.CharField(_("openingstijden"), max_length=120, blank=True)
    hours_en = models.CharField(_("openingstijden in het Engels"), max_length=120, blank=True)
    promised_days = models.PositiveSmallIntegerField(_("beloofde werkdagen"), default=2)
    places = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    updated_at = models.DateTimeField()

    objects = PrimaryManager()

    class Meta:
        ordering = ["position", "code"]
        verbose_name = _("loket")
        verbose_name_plural = _("loketten")

    def __str__(self) -> str:
        return self.name

    @property
    def hours(self) -> str:
        """When it can be reached, in the language that is active."""
        return self.hours_en if (get_language() or "nl").startswith("en") else self.hours_nl
