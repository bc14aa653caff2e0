"""A release and its rows. Immutable once written; see the triggers in the migrations."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

NOT_RECORDED = "niet-vastgelegd"
NOT_APPLICABLE = "niet-van-toepassing"


class ReleaseQuerySet(models.QuerySet["Release"]):
    def active(self) -> "Release | None":
        """The release that employers see now, or None before the first one."""
        return self.filter(state=Release.State.ACTIVE).first()


class Release(models.Model):
    """One anonymous publication: everything the outside can know, until the next."""

    class State(models.TextChoices):
        PREPARED = "prepared", _("klaargezet")
        ACTIVE = "active", _("zichtbaar")
        RETIRED = "retired", _("vervangen")

    number = models.PositiveIntegerField(_("nummer"), primary_key=True)
    policy = models.JSONField(_("beleid"), help_text="At least k, m, class_attributes and floor.")
    counts = models.JSONField(_("aantallen"), default=dict)
    content_hash = models.CharField(_("controlegetal"), max_length=64)
    released_on = models.DateField(_("stand van"))
    synthetic = models.BooleanField(_("verzonnen gegevens"), default=False)
    state = models.CharField(_("toestand"), max_length=10, choices=State, default=State.PREPARED)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        verbose_name = _("uitgave")
        verbose_name_plural = _("uitgaven")
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(state="active"), name="one_active_release"
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.number}"


class PublishedConcept(models.Model):
    """A word of the vocabulary as it stood at the release, numbered 0..n-1 within it."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="concepts")
    number = models.PositiveIntegerField()
    attribute = models.CharField(max_length=20)
    code = models.CharField(max_length=60)
    label_nl = models.CharField(max_length=200)
    label_en = models.CharField(max_length=200)
    synonyms_nl = ArrayField(models.CharField(max_length=200), default=list)
    synonyms_en = ArrayField(models.CharField(max_length=200), default=list)
    parent = models.PositiveIntegerField(null=True, help_text="Number of the parent in the same release.")
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        ordering = ["release", "number"]
        constraints = [
            models.UniqueConstraint(fields=["release", "number"], name="concept_number_once"),
            models.UniqueConstraint(fields=["release", "attribute", "code"], name="concept_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.attribute}:{self.code}"


class PublishedProfile(models.Model):
    """A row of a release: the facts that `people` persons share, without a trace of who they are."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="profiles")
    number = models.PositiveIntegerField(help_text="0..n-1 in shuffled order.")
    people = models.PositiveIntegerField()
    facts = ArrayField(models.PositiveIntegerField(), help_text="Concept numbers, sorted, closed upward.")

    class Meta:
        ordering = ["release", "number"]
        constraints = [
            models.UniqueConstraint(fields=["release", "number"], name="profile_number_once"),
            models.CheckConstraint(condition=models.Q(people__gt=0), name="profile_stands_for_people"),
        ]

    def __str__(self) -> str:
        return f"{self.release_id}/{self.number}"


class Verification(models.Model):
    """What the verifier found in the rows of a release.

    A release only becomes active while the newest of its verifications found no
    violation and was of the content it has; a trigger sees to it. `content_hash`,
    `rows` and `concepts` are of what was read. Goes with its release, by the
    database: nobody may delete one alone.
    """

    release = models.ForeignKey(
        Release, on_delete=models.DO_NOTHING, db_constraint=False, related_name="verifications"
    )
    content_hash = models.CharField(_("controlegetal"), max_length=64)
    verifier = models.CharField(_("versie van de controle"), max_length=20)
    rows = models.PositiveIntegerField(_("rijen"))
    concepts = models.PositiveIntegerField(_("begrippen"))
    violations = models.PositiveBigIntegerField(_("overtredingen"))
    report = models.JSONField(_("verslag"))
    verified_at = models.DateTimeField(_("gecontroleerd op"), db_default=Now())

    class Meta:
        ordering = ["release", "id"]
        verbose_name = _("controle")
        verbose_name_plural = _("controles")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.release_id}"


class ReleaseReport(models.Model):
    """What anybody may know of how a release was proved: figures and nothing of anyone.

    `data` holds "attack" (a line for each amount of knowledge), and "verification" and
    "utility" where these were told. Written while the release is prepared,
    never changed; goes with its release.
    """

    release = models.OneToOneField(Release, on_delete=models.CASCADE, primary_key=True, related_name="report")
    data = models.JSONField(_("verslag"))

    class Meta:
        verbose_name = _("verslag van een uitgave")
        verbose_name_plural = _("verslagen van uitgaven")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.release_id}"


class Withdrawal(models.Model):
    """One person less on a row of a release, at once; a repair release follows."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="withdrawals")
    profile_number = models.PositiveIntegerField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.release_id}/{self.profile_number}"


class ReleaseIndex(models.Model):
    """The search index of a release, built when it was written. See `artefact`."""

    release = models.OneToOneField(Release, on_delete=models.CASCADE, primary_key=True, related_name="index")
    format = models.PositiveSmallIntegerField()
    data = models.BinaryField()

    class Meta:
        verbose_name = _("zoekindex")
        verbose_name_plural = _("zoekindexen")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.release_id}"


class ReferenceKey(models.Model):
    """The secret from which references of profiles are made; destroyed with its release."""

    release = models.OneToOneField(Release, on_delete=models.CASCADE, primary_key=True, related_name="key")
    secret = models.BinaryField(max_length=32)

    class Meta:
        verbose_name = _("sleutel van verwijzingen")
        verbose_name_plural = _("sleutels van verwijzingen")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.release_id}"


class FiguresQuerySet(models.QuerySet["Figures"]):
    def published(self) -> "FiguresQuerySet":
        """The sets that may be shown, newest first. Each was written together with what it counts."""
        return self.order_by("-on")


class Figures(models.Model):
    """How many people are known and shown on a date, by region and municipality.

    `data` is what may be known: a figure that is held back stands there as null,
    and the true one is nowhere outside. `release_number` tells which release
    was visible; it may be purged, the figures stay. Never changed and never
    removed: a correction is another date with a note.
    """

    on = models.DateField(_("stand van"), primary_key=True)
    release_number = models.PositiveIntegerField(_("uitgave"))
    threshold = models.PositiveSmallIntegerField(_("drempel"))
    note = models.TextField(_("toelichting"), blank=True)
    note_en = models.TextField(_("toelichting in het Engels"), blank=True)
    synthetic = models.BooleanField(_("verzonnen gegevens"), default=False)
    data = models.JSONField(_("cijfers"))
    published_at = models.DateTimeField(_("gepubliceerd op"), db_default=Now())

    objects = FiguresQuerySet.as_manager()

    class Meta:
        ordering = ["-on"]
        verbose_name = _("cijfers")
        verbose_name_plural = _("cijfers")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.on}"
