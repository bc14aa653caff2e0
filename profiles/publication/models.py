import datetime
import secrets

import pghistory
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from explorer.release.shapes import SHAPES
from profiles.anonymisation import policy as rules
from profiles.register.encryption import EncryptedTextField


def all_shapes() -> dict[str, bool]:
    return {shape.name: True for shape in SHAPES}


class PolicyQuerySet(models.QuerySet["Policy"]):
    def default(self) -> "Policy | None":
        """The policy that releases follow unless another is chosen."""
        return self.filter(is_default=True).first()


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    meta={
        "verbose_name": _("wijziging van het beleid"),
        "verbose_name_plural": _("wijzigingen van het beleid"),
    },
)
class Policy(models.Model):
    """The rules a release is made by: data, not code, and copied into every release."""

    name = models.CharField(_("naam"), max_length=60, unique=True)
    k = models.PositiveSmallIntegerField(
        _("k"),
        default=rules.LEAST_K,
        validators=[MinValueValidator(rules.LEAST_K), MaxValueValidator(rules.MOST_K)],
        help_text=_("Een groep telt minstens zoveel mensen, of wordt niet getoond. Nooit minder dan 5."),
    )
    sampling_rate = models.FloatField(
        _("weggelaten deel"),
        default=0.05,
        validators=[MinValueValidator(rules.SAMPLING_RATES[0]), MaxValueValidator(rules.SAMPLING_RATES[1])],
        help_text=_(
            "Deel van de tellingen dat bij toeval wordt weggelaten, zodat niets zeker is over één persoon."
        ),
    )
    shapes = models.JSONField(
        _("soorten groepen"),
        default=all_shapes,
        help_text=_("Per soort of die wordt getoond: true of false."),
    )
    least_days = models.PositiveSmallIntegerField(
        _("dagen tussen uitgaven"),
        default=28,
        validators=[MinValueValidator(rules.LEAST_DAYS[0]), MaxValueValidator(rules.LEAST_DAYS[1])],
        help_text=_("Een volgende uitgave komt pas na zoveel dagen."),
    )
    least_changed = models.FloatField(
        _("veranderd deel"),
        default=0.10,
        validators=[MinValueValidator(rules.LEAST_CHANGED[0]), MaxValueValidator(rules.LEAST_CHANGED[1])],
        help_text=_("Een volgende uitgave komt pas als bij zo'n deel van de mensen iets is veranderd."),
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
    figures_by_organisation_months = models.PositiveSmallIntegerField(
        _("maanden tussen cijfers per organisatie"),
        default=3,
        validators=[MinValueValidator(1)],
        help_text=_(
            "Van een gemeente verschijnt pas na zoveel maanden weer hoeveel mensen bij de gemeente en "
            "hoeveel bij UWV horen. Anders ziet wie steeds kijkt dat er één persoon bij kwam."
        ),
    )
    is_default = models.BooleanField(_("standaard"), default=False)

    objects = PolicyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("beleid voor anonimiteit")
        verbose_name_plural = _("beleid voor anonimiteit")
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=models.Q(is_default=True), name="one_default_policy"
            ),
            models.CheckConstraint(
                condition=models.Q(
                    k__gte=rules.LEAST_K,
                    sampling_rate__gte=rules.SAMPLING_RATES[0],
                    sampling_rate__lte=rules.SAMPLING_RATES[1],
                    least_days__gte=rules.LEAST_DAYS[0],
                    least_changed__gte=rules.LEAST_CHANGED[0],
                    least_changed__lte=rules.LEAST_CHANGED[1],
                ),
                name="policy_within_bounds",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    figures_threshold__gte=3, figures_days__gte=1, figures_by_organisation_months__gte=1
                ),
                name="policy_figures_within_bounds",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse rules that no release can follow."""
        try:
            self.rules()
        except rules.PolicyError as error:
            raise ValidationError({error.rule: _("Deze regel kan niet worden gevolgd.")}) from error

    def rules(self) -> rules.Policy:
        """As anonymisation takes them; raises `PolicyError`."""
        return rules.Policy(**{name: getattr(self, name) for name in rules.RULES})


class SamplingSecret(models.Model):
    """What decides which (person, group) pairs are left out, for one year. It never leaves the register.

    The same pair has the same answer in all releases of a year, so that comparing
    releases does not average it away.
    """

    year = models.PositiveSmallIntegerField(_("jaar"), primary_key=True)
    secret = EncryptedTextField(_("geheim"))

    class Meta:
        ordering = ["year"]
        verbose_name = _("geheim van het weglaten")
        verbose_name_plural = _("geheimen van het weglaten")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.year}"

    @classmethod
    def of(cls, *, on: datetime.date) -> bytes:
        """The 32 bytes of the year of a date, made when they are first asked for."""
        row, _made = cls.objects.get_or_create(year=on.year, defaults={"secret": secrets.token_hex(32)})
        return bytes.fromhex(row.secret)


class Publication(models.Model):
    """The inside of a release: its maker, date and rules, and how it was proved. Figures only.

    `fingerprints` is what a next release is compared with to know how many people
    changed, and nothing else: for each person counted 8 bytes, 40 bits of a keyed
    hash of the person and 24 of the facts, in ascending order. It names no group
    and cannot be read without the secret of the year. Emptied when the release is
    purged; who is erased is taken out at once.
    """

    release_number = models.PositiveIntegerField(_("uitgave"), unique=True)
    made_at = models.DateTimeField(_("gemaakt op"), auto_now_add=True)
    made_by = models.CharField(_("gemaakt door"), max_length=150, blank=True)
    policy = models.JSONField(_("beleid"), default=dict)
    counts = models.JSONField(_("aantallen"), default=dict)
    report = models.JSONField(
        _("verslag"), default=dict, help_text=_("Wat de controle, de aanval en de metingen uitwezen.")
    )
    forced_by = models.CharField(_("eerder dan mocht, door"), max_length=150, blank=True)
    forced_because = models.TextField(_("reden"), blank=True)
    fingerprints = models.BinaryField(default=b"")

    class Meta:
        ordering = ["-release_number"]
        verbose_name = _("publicatie")
        verbose_name_plural = _("publicaties")
        permissions = [("force_publication", _("Mag een uitgave eerder maken dan de regels toestaan"))]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(forced_by="", forced_because="")
                | (~models.Q(forced_by="") & ~models.Q(forced_because="")),
                name="publication_forced_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.release_number}"


class Activation(models.Model):
    """That a release was shown to employers: with date and person. Only added to."""

    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="activations", verbose_name=_("publicatie")
    )
    at = models.DateTimeField(_("zichtbaar sinds"), auto_now_add=True)
    by = models.CharField(_("door"), max_length=150, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("zichtbaar gemaakt")
        verbose_name_plural = _("zichtbaar gemaakt")

    def __str__(self) -> str:
        return f"{self.publication_id} {self.at}"


class CountedFigures(models.Model):
    """The inside of a set of figures: what was counted before anything was held back, and what was held back.

    `counted` is by municipality, `regions` the region of each, `hidden` lists places
    with the name of a figure; `by_organisation`: whether the set had the municipal figures
    by organisation. The next set is weighed against it. Counts, and of nobody.
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
