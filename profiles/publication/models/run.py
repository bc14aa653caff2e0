from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from profiles.publication.models.policy import PolicyProposal
from profiles.publication.models.publication import Publication


class RunStep(models.TextChoices):
    """What is being done for a release, in this order."""

    COUNT = "count", _("Tellen en weglaten")
    WRITE = "write", _("Klaarzetten")
    VERIFY = "verify", _("Controleren met een tweede programma")
    RECOUNT = "recount", _("Opnieuw tellen uit het register")
    ATTACK = "attack", _("Aanvallen")
    SHOW = "show", _("Zichtbaar maken")


class Run(models.Model):
    """Something that takes longer than a page may: asked for on a page, done by the worker.

    There is one unfinished run of a kind (of a proposal) at most, so that a second click finds the
    first. `after` is the number of the active release (0: none) that a publication is to follow.
    """

    class Kind(models.TextChoices):
        PUBLISH = "publish", _("een publicatie maken")
        FORECAST = "forecast", _("vooraf berekenen")
        EFFECT = "effect", _("gevolg van een voorstel berekenen")

    class State(models.TextChoices):
        WAITING = "waiting", _("wacht")
        RUNNING = "running", _("bezig")
        DONE = "done", _("klaar")
        FAILED = "failed", _("niet gelukt")

    UNFINISHED = (State.WAITING, State.RUNNING)

    kind = models.CharField(_("wat"), max_length=10, choices=Kind)
    state = models.CharField(_("toestand"), max_length=10, choices=State, default=State.WAITING)
    asked_by = models.CharField(_("gevraagd door"), max_length=150)
    asked_at = models.DateTimeField(_("gevraagd op"))
    started_at = models.DateTimeField(_("begonnen op"), null=True)
    ended_at = models.DateTimeField(_("klaar op"), null=True)
    attempts = models.PositiveSmallIntegerField(_("pogingen"), default=0)
    step = models.CharField(_("stap"), max_length=10, choices=RunStep, blank=True)
    after = models.PositiveIntegerField(_("na uitgave"), null=True)
    forced_because = models.TextField(_("eerder, omdat"), blank=True)
    proposal = models.ForeignKey(
        PolicyProposal, on_delete=models.PROTECT, null=True, related_name="runs", verbose_name=_("voorstel")
    )
    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, null=True, related_name="runs", verbose_name=_("publicatie")
    )
    result = models.JSONField(_("uitkomst"), default=dict)
    problem = models.TextField(_("waarom het niet lukte"), blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        verbose_name = _("opdracht voor publicatie")
        verbose_name_plural = _("opdrachten voor publicatie")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "proposal"],
                condition=Q(state__in=["waiting", "running"]),
                # Runs without a proposal have null there, and are to be one at a time as well.
                nulls_distinct=False,
                name="run_one_at_a_time",
                violation_error_message=_("Dit is al gevraagd en nog niet klaar."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.get_state_display()}"

    @property
    def is_unfinished(self) -> bool:
        return self.state in self.UNFINISHED
