from dataclasses import asdict
from typing import Any

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from explorer.site_texts.declared import MOST_LETTERS
from profiles.configuration.texts import BY_KEY, CHOICES
from profiles.configuration.values import BOUNDS, Values, defaults

THE_ONE = 1


def number(name: str, label: Any, help_text: Any) -> Any:
    """A whole number of `Values` within its bounds."""
    least, most = BOUNDS[name]
    return models.PositiveSmallIntegerField(
        label,
        validators=[MinValueValidator(least), MaxValueValidator(most)],
        help_text=help_text,
    )


def within_bounds() -> models.Q:
    bounds = models.Q(pk=THE_ONE)
    for name, (least, most) in BOUNDS.items():
        bounds &= models.Q(**{f"{name}__gte": least, f"{name}__lte": most})
    return bounds


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    meta={
        "verbose_name": _("wijziging van de instellingen"),
        "verbose_name_plural": _("wijzigingen van de instellingen"),
    },
)
class Configuration(models.Model):
    """The settings as an admin saved them: one row, or none while the defaults hold."""

    fresh_months = number(
        "fresh_months",
        _("maanden geldig na bevestigen"),
        _("Een profiel dat zoveel maanden niet is bevestigd, telt niet meer mee."),
    )
    remind_again_days = number(
        "remind_again_days",
        _("werkdagen tot een volgende herinnering"),
        _("Het loket krijgt over dezelfde aanvraag pas na zoveel werkdagen weer een mail."),
    )
    escalate_days = number(
        "escalate_days",
        _("werkdagen te laat tot een mail aan de teamleider"),
        _("Is een aanvraag zoveel werkdagen te laat, dan krijgt de teamleider een mail."),
    )
    candidate_days = number(
        "candidate_days",
        _("werkdagen wachten op een kandidaat"),
        _("Gaf een kandidaat na zoveel werkdagen geen antwoord, dan vraagt een mail om te bellen."),
    )
    demand_weeks = number(
        "demand_weeks",
        _("weken dat zoekvragen worden bewaard"),
        _("Wat werkgevers zochten, zonder wie het was."),
    )
    demand_threshold = number(
        "demand_threshold",
        _("drempel van zoekvragen"),
        _("Wat in een week minder vaak werd gezocht, toont de pagina over kwaliteit niet apart."),
    )
    bulk_views = number(
        "bulk_views",
        _("profielen bekeken tot een melding"),
        _("Bekijkt iemand er binnen de minuten hieronder meer, dan krijgt de privacy officer een melding."),
    )
    bulk_minutes = number(
        "bulk_minutes",
        _("minuten waarin dat telt"),
        _("Het getal hierboven telt over zoveel minuten."),
    )
    least_free_percent = number(
        "least_free_percent",
        _("vrije schijfruimte tot een waarschuwing (procent)"),
        _("Is er minder vrij, dan meldt de gezondheidspagina dat."),
    )
    release_age_days = number(
        "release_age_days",
        _("dagen dat een uitgave mag staan"),
        _("Is de zichtbare uitgave ouder, dan meldt de gezondheidspagina dat."),
    )
    changed_at = models.DateTimeField(_("gewijzigd op"), auto_now=True)

    class Meta:
        verbose_name = _("instellingen")
        verbose_name_plural = _("instellingen")
        constraints = [
            models.CheckConstraint(
                condition=within_bounds(),
                name="configuration_within_bounds",
                violation_error_message=_("Eén van de getallen valt buiten de grenzen."),
            )
        ]

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = THE_ONE
        super().save(*args, **kwargs)

    @classmethod
    def saved(cls) -> "Configuration":
        """The row, or an unsaved one with the defaults."""
        return cls.objects.filter(pk=THE_ONE).first() or cls(pk=THE_ONE, **asdict(defaults()))

    def values(self) -> Values:
        return Values(**{name: getattr(self, name) for name in BOUNDS})


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    meta={"verbose_name": _("wijziging van een tekst"), "verbose_name_plural": _("wijzigingen van teksten")},
)
class ShortText(models.Model):
    """A text of a page in the words of the adopter; without a row, or left empty, the page has its own."""

    key = models.CharField(_("tekst"), max_length=40, unique=True, choices=CHOICES)
    nl = models.CharField(
        _("in het Nederlands"),
        max_length=MOST_LETTERS,
        blank=True,
        help_text=_("Leeg: de woorden van de pagina zelf. Een lege regel begint een nieuwe alinea."),
    )
    en = models.CharField(
        _("in het Engels"),
        max_length=MOST_LETTERS,
        blank=True,
        help_text=_("Leeg: de woorden van de pagina zelf, in het Engels."),
    )
    changed_at = models.DateTimeField(_("gewijzigd op"), auto_now=True)

    class Meta:
        ordering = ["key"]
        verbose_name = _("tekst")
        verbose_name_plural = _("teksten")

    def __str__(self) -> str:
        return str(BY_KEY[self.key].label) if self.key in BY_KEY else self.key
