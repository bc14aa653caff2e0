import pghistory
import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from explorer.release.shapes import SHAPES
from profiles.anonymisation import policy as rules


def all_shapes() -> dict[str, bool]:
    return {shape.name: True for shape in SHAPES}


class PolicyQuerySet(models.QuerySet["Policy"]):
    def default(self) -> "Policy | None":
        """The policy that releases follow unless another is chosen."""
        # The constraint allows one; without any no release can be made.
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
        triggers = [
            # Without a default no release can be made.
            pgtrigger.Protect(
                name="keep_default", operation=pgtrigger.Delete, condition=pgtrigger.Q(old__is_default=True)
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"],
                condition=models.Q(is_default=True),
                name="one_default_policy",
                violation_error_message=_(
                    "Er is al een standaardbeleid. Het voorstel neemt die plaats over."
                ),
            ),
            models.CheckConstraint(
                violation_error_message=_("Eén van de getallen valt buiten de grenzen van de belofte."),
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
                violation_error_message=_("Eén van de getallen van de cijfers valt buiten de grenzen."),
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

    def rules(self) -> rules.Rules:
        """As anonymisation takes them; raises `PolicyError`."""
        # The one place where a row becomes rules, so that both keep the same names.
        return rules.Rules(**{name: getattr(self, name) for name in rules.RULES})


class PolicyProposal(models.Model):
    """A proposed change of a policy, on which another person decides.

    `values` are all fields of the policy as proposed, `former` those it would replace (empty: a new
    policy); both stay. `effect` is what a release of now would hold by both, see `policy_effect`.
    """

    class Verdict(models.TextChoices):
        OPEN = "", _("wacht op een besluit")
        APPROVED = "approved", _("goedgekeurd")
        REFUSED = "refused", _("afgewezen")
        WITHDRAWN = "withdrawn", _("ingetrokken")

    policy = models.ForeignKey(
        Policy,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name=_("beleid"),
    )
    values = models.JSONField(_("voorgesteld"))
    former = models.JSONField(_("zoals het was"), default=dict)
    why = models.TextField(_("waarom"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("voorgesteld door"),
    )
    asked_at = models.DateTimeField(_("voorgesteld op"), auto_now_add=True)
    effect = models.JSONField(_("gevolg"), default=dict)
    verdict = models.CharField(_("besluit"), max_length=10, choices=Verdict, blank=True, default="")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("besloten door"),
    )
    decided_at = models.DateTimeField(_("besloten op"), null=True)
    decided_because = models.TextField(_("toelichting"), blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        verbose_name = _("voorstel voor het beleid")
        verbose_name_plural = _("voorstellen voor het beleid")
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="", decided_by=None, decided_at=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(verdict=""),
                name="proposal_decided_by_somebody",
                violation_error_message=_("Bij een besluit horen een persoon en een moment."),
            ),
            models.CheckConstraint(
                condition=~Q(verdict="approved") | ~Q(decided_by=F("asked_by")),
                name="proposal_approved_by_another",
                violation_error_message=_("Wie een wijziging voorstelt, keurt die niet zelf goed."),
            ),
            models.UniqueConstraint(
                fields=["policy"],
                condition=Q(verdict=""),
                name="proposal_one_open",
                violation_error_message=_("Voor dit beleid wacht al een voorstel op een besluit."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.values.get('name', '')} ({self.get_verdict_display()})"

    @property
    def is_open(self) -> bool:
        return self.verdict == self.Verdict.OPEN
