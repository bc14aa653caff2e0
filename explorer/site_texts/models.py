from django.db import models
from django.utils.translation import gettext_lazy as _

from explorer.site_texts.declared import MOST_LETTERS


class OwnText(models.Model):
    """A text in the words of the adopter; an empty language has the words of the page."""

    key = models.CharField(_("tekst"), max_length=40, primary_key=True)
    nl = models.CharField(_("in het Nederlands"), max_length=MOST_LETTERS, blank=True)
    en = models.CharField(_("in het Engels"), max_length=MOST_LETTERS, blank=True)

    class Meta:
        ordering = ["key"]
        verbose_name = _("tekst")
        verbose_name_plural = _("teksten")

    def __str__(self) -> str:
        return self.key
