from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from profiles.vocabulary.models import Concept


class Desk(models.Model):
    """Where employers of a region turn to: werkgeversservicepunt, Werkcentrum, or whatever its name there.

    `publish_desks` shows the desks outside. A desk answers for its municipalities; one without
    any answers for all of its region. The first by `position` answers for all other places.
    """

    code = models.SlugField(
        _("code"), max_length=40, unique=True, help_text=_("Blijft gelijk: aanvragen verwijzen ernaar.")
    )
    name = models.CharField(_("naam"), max_length=120, unique=True)
    region = models.ForeignKey(
        Concept,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"attribute": "place", "parent": None},
        verbose_name=_("arbeidsmarktregio"),
    )
    municipalities = models.ManyToManyField(
        Concept,
        related_name="+",
        blank=True,
        limit_choices_to={"attribute": "place", "parent__isnull": False},
        verbose_name=_("gemeenten"),
        help_text=_("Leeg: alle gemeenten van de regio die geen ander loket heeft."),
    )
    address = models.CharField(_("adres"), max_length=200, blank=True)
    phone = models.CharField(_("telefoonnummer"), max_length=30)
    email = models.EmailField(_("e-mailadres"))
    hours_nl = models.CharField(_("openingstijden"), max_length=120, blank=True)
    hours_en = models.CharField(_("openingstijden in het Engels"), max_length=120, blank=True)
    promised_days = models.PositiveSmallIntegerField(
        _("beloofde werkdagen"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(30)],
        help_text=_("Binnen zoveel werkdagen krijgt een werkgever het eerste antwoord."),
    )
    position = models.PositiveSmallIntegerField(
        _("volgorde"), default=0, help_text=_("Het eerste loket krijgt ook vragen zonder plaats.")
    )

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("loket")
        verbose_name_plural = _("loketten")

    def __str__(self) -> str:
        return self.name

    @property
    def is_reachable(self) -> bool:
        """Whether an employer can call and mail it."""
        return bool(self.phone.strip() and self.email.strip())


class Organisation(models.Model):
    """A municipality or a UWV office, which is responsible for its candidates."""

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
