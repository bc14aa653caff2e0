import datetime

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from profiles.configuration.current import values
from profiles.register.encryption import EncryptedTextField
from profiles.register.models.candidate import Candidate
from profiles.register.months import months_later
from profiles.vocabulary.attributes import CHOICES
from profiles.vocabulary.day_parts import DAY_PART_CHOICES
from profiles.vocabulary.models import Concept

# Without these an employer can hardly find anybody (measured on the original: 42 % had no education level).
WANTED_ATTRIBUTES = ("education", "task", "skill", "sector")


def oldest_confirmation(*, on: datetime.date) -> datetime.date:
    """The earliest date of confirmation that still counts as fresh on a date."""
    return months_later(on, -values().fresh_months)


class ProfileQuerySet(models.QuerySet["Profile"]):
    def publishable(self, *, on: datetime.date) -> "ProfileQuerySet":
        """May be shown: released by the case worker, on a basis, without objection, and confirmed lately."""
        return self.filter(
            ~Q(publication_basis=""),
            state=Profile.State.PUBLISHED,
            objected_on=None,
            confirmed_on__gte=oldest_confirmation(on=on),
            confirmed_on__lte=on,
        )

    def stale(self, *, on: datetime.date) -> "ProfileQuerySet":
        """Released, but nobody said lately that it is still right: hidden until somebody does."""
        return self.filter(
            Q(confirmed_on=None) | Q(confirmed_on__lt=oldest_confirmation(on=on)),
            state=Profile.State.PUBLISHED,
        )

    def fresh(self, *, on: datetime.date) -> "ProfileQuerySet":
        """Somebody said lately that it is right, in whatever state it is."""
        return self.filter(confirmed_on__gte=oldest_confirmation(on=on), confirmed_on__lte=on)

    def available(self, *, on: datetime.date) -> "ProfileQuerySet":
        """Really there: fresh, neither paused, placed nor withdrawn, and able to start within a month."""
        return self.fresh(on=on).filter(
            state__in=(Profile.State.DRAFT, Profile.State.READY, Profile.State.PUBLISHED),
            available_from__lte=months_later(on, 1),
        )

    def complete(self) -> "ProfileQuerySet":
        """Every wanted attribute is recorded or said not to apply, in whatever state the profile is."""
        return self.exclude(gaps_of())

    def incomplete(self) -> "ProfileQuerySet":
        """In use, and at least one wanted attribute is neither recorded nor said not to apply."""
        return self.filter(gaps_of(), state__in=Profile.IN_USE)


def gaps_of() -> Q:
    """Profiles that miss a wanted attribute."""
    gaps = Q(hours_min=None)
    for name in WANTED_ATTRIBUTES:
        recorded = ProfileFact.objects.filter(profile=OuterRef("pk"), concept__attribute=name)
        gaps |= ~Exists(recorded) & ~Q(not_applicable__contains=[name])
    return gaps


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    exclude=["note"],
    meta={
        "verbose_name": _("wijziging van een profiel"),
        "verbose_name_plural": _("wijzigingen van profielen"),
    },
)
class Profile(models.Model):
    """What somebody can and wants, made together with the person.

    A fact that is not there is *not recorded*; an attribute named in
    `not_applicable` was asked and does not apply. A day part in `rather_not` is no fact,
    so that nothing that counts people takes it for a time at which somebody works.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("concept")
        READY = "ready", _("klaar")
        PUBLISHED = "published", _("vrijgegeven")
        PAUSED = "paused", _("gepauzeerd")
        PLACED = "placed", _("aan het werk")
        WITHDRAWN = "withdrawn", _("teruggetrokken")

    class Basis(models.TextChoices):
        CONSENT = "consent", _("toestemming van de kandidaat")
        LEGAL_TASK = "legal_task", _("wettelijke taak")

    IN_USE = (State.DRAFT, State.READY, State.PUBLISHED, State.PAUSED)

    candidate = models.OneToOneField(
        Candidate, on_delete=models.CASCADE, related_name="profile", verbose_name=_("kandidaat")
    )
    state = models.CharField(_("toestand"), max_length=10, choices=State, default=State.DRAFT)
    hours_min = models.PositiveSmallIntegerField(
        _("uren van"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    hours_max = models.PositiveSmallIntegerField(
        _("uren tot en met"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    available_from = models.DateField(_("beschikbaar vanaf"), null=True, blank=True)
    confirmed_on = models.DateField(_("bevestigd op"), null=True, blank=True)
    publication_basis = models.CharField(_("grondslag"), max_length=10, choices=Basis, blank=True)
    basis_recorded_on = models.DateField(_("grondslag vastgelegd op"), null=True, blank=True)
    objected_on = models.DateField(_("bezwaar op"), null=True, blank=True)
    not_applicable = ArrayField(
        models.CharField(max_length=20, choices=CHOICES),
        verbose_name=_("niet van toepassing"),
        default=list,
        blank=True,
    )
    rather_not = ArrayField(
        models.CharField(max_length=20, choices=DAY_PART_CHOICES),
        verbose_name=_("liever niet op"),
        default=list,
        blank=True,
    )
    note = EncryptedTextField(_("notitie voor collega's"), blank=True)
    concepts: "models.ManyToManyField[Concept, ProfileFact]" = models.ManyToManyField(
        Concept, through="ProfileFact", related_name="profiles", verbose_name=_("gegevens")
    )
    updated_at = models.DateTimeField(_("gewijzigd"), auto_now=True)

    objects = ProfileQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("profiel")
        verbose_name_plural = _("profielen")
        indexes = [models.Index(fields=["state", "confirmed_on"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(hours_min=None, hours_max=None)
                | Q(hours_min__gte=1, hours_max__lte=60, hours_min__lte=F("hours_max")),
                name="profile_hours_are_a_range",
                violation_error_message=_(
                    "Vul uren in van laag naar hoog, van 1 tot en met 60, of laat beide leeg."
                ),
            ),
            models.CheckConstraint(
                condition=Q(objected_on=None) | ~Q(state="published"),
                name="profile_objected_is_not_published",
                violation_error_message=_("Wie bezwaar maakte, wordt niet vrijgegeven."),
            ),
        ]
        triggers = [
            # The objection is of the person: whoever makes or saves a profile, it has the same.
            pgtrigger.Trigger(
                name="has_objection_of_person",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func="NEW.objected_on := (SELECT objected_on"
                " FROM register_candidate WHERE id = NEW.candidate_id); RETURN NEW;",
            )
        ]

    def __str__(self) -> str:
        return str(self.candidate)


@pghistory.track(
    # Once a statement: an import adds six facts a person, and a trigger for each took most of its time.
    pghistory.InsertEvent(level=pghistory.Statement),
    pghistory.DeleteEvent(level=pghistory.Statement),
    meta={
        "verbose_name": _("wijziging van een gegeven"),
        "verbose_name_plural": _("wijzigingen van gegevens"),
    },
)
class ProfileFact(models.Model):
    """One fact of a profile: a concept that holds for this person."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="facts")
    concept = models.ForeignKey(Concept, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering = ["id"]
        verbose_name = _("gegeven")
        verbose_name_plural = _("gegevens")
        # Who has a word is read from this index alone: the desk compares a region with a wish.
        indexes = [models.Index(fields=["concept", "profile"], name="profile_fact_by_concept")]
        constraints = [models.UniqueConstraint(fields=["profile", "concept"], name="profile_fact_once")]

    def __str__(self) -> str:
        return str(self.concept)


# What pghistory made of the history.
ProfileEvent = Profile.events.rel.related_model  # type: ignore[attr-defined]
