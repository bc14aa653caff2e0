from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.deletion import SET_NULL, Collector, ProtectedError
from django.utils.translation import gettext_lazy as _

from profiles.anonymisation import policy as rules
from profiles.register.models import Profile
from profiles.vocabulary.attributes import BY_NAME


def _default_class_attributes() -> list[str]:
    return ["place", "education"]


class Policy(models.Model):
    """The rules a release is made by: data, not code, and copied into every release."""

    class Mode(models.TextChoices):
        """What a row stands for."""

        PROFILES = rules.Mode.PROFILES.value, _("Profielen")
        TWINS = rules.Mode.TWINS.value, _("Tweelingen")
        TWIN_CARDS = rules.Mode.TWIN_CARDS.value, _("Tweelingkaarten")

    name = models.CharField(_("naam"), max_length=60, unique=True)
    mode = models.CharField(
        _("soort"),
        max_length=12,
        choices=Mode,
        default=Mode.PROFILES,
        help_text=_(
            "Profielen: een rij per persoon. Tweelingen: een rij voor minstens k mensen die alles delen. "
            "Tweelingkaarten: net zo, maar iemand kan op verschillende kaarten staan."
        ),
    )
    k = models.PositiveSmallIntegerField(
        _("k"),
        default=5,
        validators=[MinValueValidator(2)],
        help_text=_("Elk gegeven geldt in zijn groep voor minstens zoveel mensen, of wordt niet getoond."),
    )
    m = models.PositiveSmallIntegerField(
        _("m"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(rules.HIGHEST_M)],
        help_text=_("Zoveel gegevens samen gelden nog voor minstens k mensen. Alleen bij profielen."),
    )
    cards = models.PositiveSmallIntegerField(
        _("kaarten"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(rules.CARDS[-1])],
        help_text=_("Op zoveel kaarten staat iemand hooguit. Alleen bij tweelingkaarten; anders 1."),
    )
    floor = models.PositiveIntegerField(
        _("ondergrens"),
        default=200,
        help_text=_("Een groep van plaats en opleiding is nooit kleiner dan dit. Alleen bij profielen."),
    )
    class_attributes = models.JSONField(_("groepskenmerken"), default=_default_class_attributes)
    weights = models.JSONField(
        _("gewichten"),
        default=dict,
        blank=True,
        help_text=_(
            "Hoeveel werkgevers om een kenmerk vragen. Wat hier niet staat, heeft het gewone gewicht."
        ),
    )
    caps = models.JSONField(
        _("maxima"),
        default=dict,
        blank=True,
        help_text=_("Hoeveel gegevens van een kenmerk iemand hooguit toont, de nuttigste eerst."),
    )
    figures_threshold = models.PositiveSmallIntegerField(
        _("drempel van de cijfers"),
        default=5,
        validators=[MinValueValidator(3)],
        help_text=_(
            "Een cijfer onder de drempel wordt niet getoond, nul wel. Het standaardbeleid geldt, "
            "welk beleid een uitgave ook volgt."
        ),
    )
    figures_days = models.PositiveSmallIntegerField(
        _("dagen tussen cijfers"),
        default=7,
        validators=[MinValueValidator(1)],
        help_text=_("Een uitgave brengt pas weer cijfers mee als de vorige zoveel dagen oud zijn."),
    )
    is_default = models.BooleanField(_("standaard"), default=False)

    class Meta:
        ordering = ["name"]
        verbose_name = _("beleid voor anonimiteit")
        verbose_name_plural = _("beleid voor anonimiteit")
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=models.Q(is_default=True), name="one_default_policy"
            ),
            models.CheckConstraint(
                condition=models.Q(k__gte=2, m__gte=1, m__lte=3, cards__gte=1, cards__lte=12),
                name="policy_within_bounds",
            ),
            models.CheckConstraint(
                condition=models.Q(floor__gte=models.F("k")), name="policy_floor_at_least_k"
            ),
            models.CheckConstraint(
                condition=models.Q(figures_threshold__gte=3, figures_days__gte=1),
                name="policy_figures_within_bounds",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse rules that anonymisation cannot follow."""
        try:
            self.rules()
        except rules.PolicyError as error:
            raise ValidationError({error.rule: _("Deze regel kan niet worden gevolgd.")}) from error
        for name in ("weights", "caps"):
            if not set(getattr(self, name)) <= set(BY_NAME):
                raise ValidationError({name: _("Hier staat een kenmerk dat niet bestaat.")})

    def rules(self) -> rules.Policy:
        """As anonymisation takes them; raises `PolicyError`."""
        return rules.Policy.from_json({name: getattr(self, name) for name in rules.RULES})


class Publication(models.Model):
    """The inside of a release: who made it, when, and what became of the people in it."""

    release_number = models.PositiveIntegerField(_("uitgave"), unique=True)
    made_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)
    made_by = models.CharField(_("gemaakt door"), max_length=150, blank=True)
    policy = models.JSONField(_("beleid"), default=dict)
    counts = models.JSONField(_("aantallen"), default=dict)
    report = models.JSONField(
        _("verslag"), default=dict, help_text=_("Wat de controle, de aanval en de metingen uitwezen.")
    )

    class Meta:
        ordering = ["-release_number"]
        verbose_name = _("publicatie")
        verbose_name_plural = _("publicaties")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.release_number}"


def keep_the_place(collector: Collector, field: Any, places: Any, using: str) -> None:
    """Erasing a profile: refused while a release shows the person; afterwards the place stays, nobody's.

    The places of a row tell how many people to take off it, so none may vanish.
    """
    shown = {place for place in places if place.row_numbers and place.withdrawn_at is None}
    if shown:
        raise ProtectedError(str(_("Trek het profiel eerst terug: een uitgave toont het nog.")), shown)
    SET_NULL(collector, field, places, using)


class ReleasedProfile(models.Model):
    """The key of a release: which person stands on which rows, and what was changed before it was shown.

    `row_numbers` is empty when the person was held back; of twin cards it may be several. `changes` is a
    list of {"attribute", "code", "shown_as", "reason"}; `shown_as` is the code of
    the ancestor that is shown instead, or empty.
    """

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="released")
    profile = models.ForeignKey(Profile, on_delete=keep_the_place, null=True, related_name="released")
    row_numbers = ArrayField(models.PositiveIntegerField(), default=list)
    changes = models.JSONField(default=list)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["publication", "profile"]
        constraints = [
            models.UniqueConstraint(fields=["publication", "profile"], name="released_profile_once")
        ]

    def __str__(self) -> str:
        return f"{self.publication_id}/{self.row_numbers}"


class CountedFigures(models.Model):
    """The inside of a set of figures: what was counted before anything was held back, and what was held back.

    `counted` is by municipality, `regions` tells where each lies, `hidden` lists
    places with the name of a figure. The next set is weighed against it. Counts, and of nobody.
    """

    on = models.DateField(_("stand van"), primary_key=True)
    release_number = models.PositiveIntegerField(_("uitgave"))
    threshold = models.PositiveSmallIntegerField(_("drempel"))
    counted = models.JSONField(_("geteld"))
    regions = models.JSONField(_("regio's"))
    hidden = models.JSONField(_("achtergehouden"))
    report = models.JSONField(_("verslag"), default=dict)
    made_by = models.CharField(_("gemaakt door"), max_length=150, blank=True)

    class Meta:
        ordering = ["-on"]
        verbose_name = _("telling")
        verbose_name_plural = _("tellingen")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.on}"
