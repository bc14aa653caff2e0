from django.db import models
from django.utils.translation import gettext_lazy as _

from profiles.vocabulary.models import Concept


class Desk(models.Model):
    """Where employers of a region knock: werkgeversservicepunt, Werkcentrum, or whatever its name there."""

    name = models.CharField(_("naam"), max_length=120, unique=True)
    region = models.ForeignKey(
        Concept,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"attribute": "place", "parent": None},
        verbose_name=_("arbeidsmarktregio"),
    )
    email = models.EmailField(_("e-mailadres"), blank=True)
    phone = models.CharField(_("telefoonnummer"), max_length=30, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("loket")
        verbose_name_plural = _("loketten")

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """A municipality or a UWV office: the one who is responsible for a candidate."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "gemeente", _("gemeente")
        UWV = "uwv", _("UWV")

    name = models.CharField(_("naam"), max_length=120, unique=True)
    kind = models.CharField(_("soort"), max_length=10, choices=Kind)
    region = models.ForeignKey(
        Concept,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"attribute": "place", "parent": None},
        verbose_name=_("arbeidsmarktregio"),
    )
    desk = models.ForeignKey(
        Desk,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("loket"),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")

    def __str__(self) -> str:
        return self.name


class RegisterTotal(models.Model):
    """How many people of a region stand in the target-group register on a date, as UWV reports it."""

    region = models.ForeignKey(
        Concept,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"attribute": "place", "parent": None},
        verbose_name=_("arbeidsmarktregio"),
    )
    counted_on = models.DateField(_("geteld op"))
    people = models.PositiveIntegerField(_("mensen"))
    source = models.CharField(
        _("bron"), max_length=120, blank=True, help_text=_("Waar dit getal staat. Dit komt bij de cijfers.")
    )

    class Meta:
        ordering = ["region", "-counted_on"]
        verbose_name = _("omvang van het doelgroepregister")
        verbose_name_plural = _("omvang van het doelgroepregister")
        constraints = [models.UniqueConstraint(fields=["region", "counted_on"], name="register_total_once")]

    def __str__(self) -> str:
        return f"{self.region}: {self.people}"
