"""A release: groups of at least k people. Immutable once written; see the triggers in the migration."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

NOT_RECORDED = "niet-vastgelegd"
NOT_APPLICABLE = "niet-van-toepassing"


class ReleaseQuerySet(models.QuerySet["Release"]):
    def active(self) -> "Release | None":
        """The release that employers see now, or None before the first one."""
        return self.filter(state=Release.State.ACTIVE).first()


class Release(models.Model):
    """One anonymous publication: everything the outside can know, until the next.

    Its rows go with it by the database (`DO_NOTHING` here), so that no role needs the right to delete one.

    `policy` holds the rules it was made by (`k`, `sampling_rate`, `shapes`: name of
    a shape -> whether it is published); `counts` only what anybody can count in its rows.
    """

    class State(models.TextChoices):
        PREPARED = "prepared", _("klaargezet")
        ACTIVE = "active", _("zichtbaar")
        RETIRED = "retired", _("vervangen")

    number = models.PositiveIntegerField(_("nummer"), primary_key=True)
    policy = models.JSONField(_("beleid"))
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
            # Two switches at the same moment: the database lets one of them win.
            models.UniqueConstraint(
                fields=["state"], condition=models.Q(state="active"), name="one_active_release"
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.number}"


class PublishedConcept(models.Model):
    """A concept of the vocabulary at the release, numbered 1..n within it; 0 means none in a group.

    `display_nl` and `display_en` are what pages say instead of the official label,
    where that is hard to read; `is_heading` marks a group label that says nothing alone
    ("Hoe", "Met wie") and is never shown as a fact.
    """

    pk = models.CompositePrimaryKey("release", "number")
    release = models.ForeignKey(
        Release, on_delete=models.DO_NOTHING, db_constraint=False, related_name="concepts"
    )
    number = models.PositiveSmallIntegerField()
    attribute = models.CharField(max_length=20)
    code = models.CharField(max_length=60)
    label_nl = models.CharField(max_length=200)
    label_en = models.CharField(max_length=200)
    display_nl = models.CharField(max_length=200, blank=True)
    display_en = models.CharField(max_length=200, blank=True)
    is_heading = models.BooleanField(default=False)
    synonyms_nl = ArrayField(models.CharField(max_length=200), default=list)
    synonyms_en = ArrayField(models.CharField(max_length=200), default=list)
    parent = models.PositiveSmallIntegerField(
        null=True, help_text="Number of the parent, lower than its own."
    )
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)

    class Meta:
        ordering = ["release", "number"]
        constraints = [
            models.UniqueConstraint(fields=["release", "attribute", "code"], name="concept_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.attribute}:{self.code}"

    @property
    def label(self) -> str:
        """What pages say, in the language that is active."""
        # None where translations are switched off.
        if (get_language() or "nl").startswith("en"):
            return self.display_en or self.label_en
        return self.display_nl or self.label_nl


class Area(models.Model):
    """A set of municipalities, listed once whatever its names. `kinds` are letters of `AreaKind`.

    `members` are concept numbers of municipalities, ascending. `concept` is the number
    of the municipality or region that has this name, null for a circle or the country.
    """

    pk = models.CompositePrimaryKey("release", "number")
    release = models.ForeignKey(
        Release, on_delete=models.DO_NOTHING, db_constraint=False, related_name="areas"
    )
    number = models.PositiveSmallIntegerField()
    kinds = models.CharField(max_length=4)
    members = ArrayField(models.PositiveSmallIntegerField())
    concept = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ["release", "number"]
        constraints = [
            models.UniqueConstraint(fields=["release", "members"], name="area_members_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kinds}{self.number}"


class Circle(models.Model):
    """A name of an area: every municipality with its point within so many kilometres of the centre's."""

    pk = models.CompositePrimaryKey("release", "centre", "km")
    release = models.ForeignKey(
        Release, on_delete=models.DO_NOTHING, db_constraint=False, related_name="circles"
    )
    centre = models.PositiveSmallIntegerField(help_text="Concept number of a municipality.")
    km = models.PositiveSmallIntegerField()
    area = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["release", "centre", "km"]

    def __str__(self) -> str:
        return f"{self.centre}/{self.km}"


class Group(models.Model):
    """At least `at_least` people that live in `area` have `what` and `condition`; 0 is none.

    The primary key's index and the one of `area` first cover `at_least`; see the migration.
    """

    # It begins with the release, so the foreign key needs no index of its own.
    pk = models.CompositePrimaryKey("release", "what", "area", "condition")
    release = models.ForeignKey(
        Release, on_delete=models.DO_NOTHING, db_constraint=False, related_name="groups", db_index=False
    )
    what = models.PositiveSmallIntegerField()
    area = models.PositiveSmallIntegerField()
    condition = models.PositiveSmallIntegerField()
    at_least = models.PositiveIntegerField()

    class Meta:
        ordering = ["release", "what", "area", "condition"]
        constraints = [
            models.CheckConstraint(condition=models.Q(at_least__gt=0), name="group_has_people"),
        ]

    def __str__(self) -> str:
        return f"{self.what}/{self.area}/{self.condition}"


class Title(models.Model):
    """What an occupation, or a job title of it, asks for: tasks and skills in order of importance.

    `occupation` and `concepts` are concept numbers; an empty title is the occupation itself.
    """

    pk = models.CompositePrimaryKey("release", "occupation", "title")
    release = models.ForeignKey(
        Release, on_delete=models.DO_NOTHING, db_constraint=False, related_name="titles"
    )
    occupation = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200, blank=True)
    concepts = ArrayField(models.PositiveSmallIntegerField())

    class Meta:
        ordering = ["release", "occupation", "title"]

    def __str__(self) -> str:
        return self.title or str(self.occupation)


class SearchWord(models.Model):
    """A word that employers use for one or more concepts, beside labels and synonyms."""

    pk = models.CompositePrimaryKey("release", "word", "language")
    release = models.ForeignKey(
        Release, on_delete=models.DO_NOTHING, db_constraint=False, related_name="search_words"
    )
    word = models.CharField(max_length=200)
    language = models.CharField(max_length=2)
    concepts = ArrayField(models.PositiveSmallIntegerField())

    class Meta:
        ordering = ["release", "word", "language"]

    def __str__(self) -> str:
        return self.word


class RefusedWord(models.Model):
    """A word that may not be searched by, and the reason that is said: health, benefit, age, sex, origin."""

    class Reason(models.TextChoices):
        HEALTH = "health", _("gezondheid of beperking")
        BENEFIT = "benefit", _("uitkering of regeling")
        AGE = "age", _("leeftijd")
        SEX = "sex", _("geslacht")
        ORIGIN = "origin", _("afkomst of geloof")

    pk = models.CompositePrimaryKey("release", "word")
    release = models.ForeignKey(
        Release, on_delete=models.DO_NOTHING, db_constraint=False, related_name="refused_words"
    )
    word = models.CharField(max_length=200)
    reason = models.CharField(max_length=10, choices=Reason)

    class Meta:
        ordering = ["release", "word"]

    def __str__(self) -> str:
        return self.word


class Verification(models.Model):
    """What the verifier found in the rows of a release.

    A release only becomes active while the newest of its verifications found no
    violation and was of the content it has; a trigger sees to it. `content_hash`,
    `groups` and `concepts` are of what was read. Only the role of the verifier may add one.
    """

    release = models.ForeignKey(
        Release, on_delete=models.DO_NOTHING, db_constraint=False, related_name="verifications"
    )
    content_hash = models.CharField(_("controlegetal"), max_length=64)
    verifier = models.CharField(_("versie van de controle"), max_length=20)
    groups = models.PositiveIntegerField(_("groepen"))
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

    `data` holds "attack", "verification" and "utility" where these were measured. Written
    while the release is prepared, never changed; goes with its release.
    """

    release = models.OneToOneField(
        Release, on_delete=models.DO_NOTHING, db_constraint=False, primary_key=True, related_name="report"
    )
    data = models.JSONField(_("verslag"))

    class Meta:
        verbose_name = _("verslag van een uitgave")
        verbose_name_plural = _("verslagen van uitgaven")

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.release_id}"


class FiguresQuerySet(models.QuerySet["Figures"]):
    def published(self) -> "FiguresQuerySet":
        """The sets that may be shown, newest first. Each was written together with what it counts."""
        return self.order_by("-on")


class Figures(models.Model):
    """How many people are known and shown on a date, by region and municipality.

    `data` is what may be known: a suppressed figure is null, and the true one is
    nowhere outside. `release_number`: the release that was active; it may be purged,
    the figures stay. Never changed and never removed: a correction is another date with a note.
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
