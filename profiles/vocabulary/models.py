import datetime

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED, RefusedWord
from explorer.release.shapes import ATTRIBUTES as RELEASED
from profiles.vocabulary.attributes import CHOICES

IN_USE = _("Haal het vinkje weg in plaats van te verwijderen: wat verwijderd is, komt bij het laden terug.")


class ConceptQuerySet(models.QuerySet["Concept"]):
    def valid(self, *, on: datetime.date) -> "ConceptQuerySet":
        """Concepts in force on a date: a municipality that merged away is kept, but no longer valid."""
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=on), Q(valid_until=None) | Q(valid_until__gte=on)
        )

    def of(self, attribute: str) -> "ConceptQuerySet":
        return self.filter(attribute=attribute)


class Concept(models.Model):
    """A word profiles may use, at its place in the tree of one attribute.

    Never deleted once used: validity dates end it. `loaded` has the values as
    the loader last brought them, so that a later load can see an edit by an
    admin beside an old value and leave the edit alone.
    """

    attribute = models.CharField(_("kenmerk"), max_length=20, choices=CHOICES)
    code = models.CharField(_("code"), max_length=60)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("onder"),
    )
    scheme = models.CharField(_("stelsel"), max_length=60, blank=True)
    uri = models.CharField(_("uri"), max_length=200, blank=True)
    label_nl = models.CharField(_("Nederlands"), max_length=200)
    label_en = models.CharField(_("Engels"), max_length=200)
    synonyms_nl = ArrayField(
        models.CharField(max_length=200), verbose_name=_("synoniemen"), default=list, blank=True
    )
    synonyms_en = ArrayField(
        models.CharField(max_length=200), verbose_name=_("Engelse synoniemen"), default=list, blank=True
    )
    display_nl = models.CharField(
        _("in gewone woorden"),
        max_length=200,
        blank=True,
        help_text=_("Wat werkgevers lezen, als de officiële naam moeilijk is."),
    )
    display_en = models.CharField(_("in gewone woorden, Engels"), max_length=200, blank=True)
    is_heading = models.BooleanField(
        _("alleen een kopje"),
        default=False,
        help_text=_("Zegt zonder wat eronder hangt niets, zoals “Hoe”; wordt nooit als gegeven getoond."),
    )
    position = models.PositiveIntegerField(_("volgorde"), default=0)
    valid_from = models.DateField(_("geldig vanaf"), null=True, blank=True)
    valid_until = models.DateField(_("geldig tot en met"), null=True, blank=True)
    latitude = models.FloatField(_("breedtegraad"), null=True, blank=True)
    longitude = models.FloatField(_("lengtegraad"), null=True, blank=True)
    loaded = models.JSONField(default=dict, editable=False)

    objects = ConceptQuerySet.as_manager()

    class Meta:
        ordering = ["attribute", "position", "code"]
        verbose_name = _("begrip")
        verbose_name_plural = _("begrippen")
        constraints = [
            models.UniqueConstraint(fields=["attribute", "code"], name="vocabulary_code_once"),
            models.CheckConstraint(
                condition=Q(valid_until=None)
                | Q(valid_from=None)
                | Q(valid_until__gte=models.F("valid_from")),
                name="vocabulary_validity_in_order",
                violation_error_message=_("De einddatum ligt vóór de begindatum."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return self.label_en if (get_language() or "nl").startswith("en") else self.label_nl

    def is_valid(self, *, on: datetime.date) -> bool:
        """Whether the concept is in force on a date; both end dates count."""
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_until is None or self.valid_until >= on
        )

    def clean(self) -> None:
        """A parent is of the same attribute and is not below; two codes belong to publication."""
        if self.code in (NOT_RECORDED, NOT_APPLICABLE):
            raise ValidationError({"code": _("Deze code is voor de publicatie gereserveerd.")})
        if self.parent and self.parent.attribute != self.attribute:
            raise ValidationError({"parent": _("Kies een begrip van hetzelfde kenmerk.")})
        above, seen = self.parent, {self.pk}
        while above:
            if above.pk in seen:
                raise ValidationError({"parent": _("Een begrip kan niet onder zichzelf staan.")})
            seen.add(above.pk)
            above = above.parent


class OccupationTitle(models.Model):
    """What an occupation, or a job title of it, asks for: tasks and skills in order of importance.

    An empty title is the occupation itself. `loaded` is what the loader last brought,
    here and in the other two tables of words, as `attribute:code` of each concept.
    """

    occupation = models.ForeignKey(
        Concept,
        on_delete=models.PROTECT,
        related_name="titles",
        limit_choices_to={"attribute": "occupation"},
        verbose_name=_("beroep"),
    )
    title = models.CharField(
        _("functienaam"), max_length=200, blank=True, help_text=_("Leeg: het beroep zelf, hoe het ook heet.")
    )
    concepts = models.ManyToManyField(
        Concept, through="TitleConcept", related_name="+", verbose_name=_("taken en vaardigheden")
    )
    in_use = models.BooleanField(_("in gebruik"), default=True, help_text=IN_USE)
    loaded = models.JSONField(default=list, editable=False)

    class Meta:
        ordering = ["occupation", "title"]
        verbose_name = _("functienaam")
        verbose_name_plural = _("functienamen")
        constraints = [
            models.UniqueConstraint(fields=["occupation", "title"], name="vocabulary_title_once"),
        ]

    def __str__(self) -> str:
        return self.title or str(self.occupation)


class EmployerWord(models.Model):
    """A word that employers use for one or more concepts, beside labels and synonyms."""

    class Language(models.TextChoices):
        DUTCH = "nl", _("Nederlands")
        ENGLISH = "en", _("Engels")

    word = models.CharField(_("woord"), max_length=200)
    language = models.CharField(_("taal"), max_length=2, choices=Language, default=Language.DUTCH)
    concepts = models.ManyToManyField(
        Concept, through="WordConcept", related_name="+", verbose_name=_("betekenis")
    )
    in_use = models.BooleanField(_("in gebruik"), default=True, help_text=IN_USE)
    loaded = models.JSONField(default=list, editable=False)

    class Meta:
        ordering = ["word", "language"]
        verbose_name = _("zoekwoord")
        verbose_name_plural = _("zoekwoorden")
        constraints = [
            models.UniqueConstraint(fields=["word", "language"], name="vocabulary_word_once"),
        ]

    def __str__(self) -> str:
        return self.word


class TitleConcept(models.Model):
    """A task or skill that a title asks for; the lowest position is the most important."""

    title = models.ForeignKey(OccupationTitle, on_delete=models.CASCADE, related_name="meanings")
    concept = models.ForeignKey(
        Concept,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"attribute__in": ("task", "skill")},
        verbose_name=_("taak of vaardigheid"),
    )
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    class Meta:
        ordering = ["title", "position", "id"]
        verbose_name = _("taak of vaardigheid van een functienaam")
        verbose_name_plural = _("taken en vaardigheden van functienamen")
        constraints = [
            models.UniqueConstraint(fields=["title", "concept"], name="vocabulary_title_concept_once"),
        ]

    def __str__(self) -> str:
        return str(self.concept)


class WordConcept(models.Model):
    """A concept that a word means; the lowest position is the most important."""

    word = models.ForeignKey(EmployerWord, on_delete=models.CASCADE, related_name="meanings")
    concept = models.ForeignKey(
        Concept,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"attribute__in": RELEASED},
        verbose_name=_("begrip"),
    )
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    class Meta:
        ordering = ["word", "position", "id"]
        verbose_name = _("betekenis van een zoekwoord")
        verbose_name_plural = _("betekenissen van zoekwoorden")
        constraints = [
            models.UniqueConstraint(fields=["word", "concept"], name="vocabulary_word_concept_once"),
        ]

    def __str__(self) -> str:
        return str(self.concept)


class RefusedTerm(models.Model):
    """A word that may not be searched by, and the reason that is said. Refused as a whole word only."""

    word = models.CharField(_("woord"), max_length=200, unique=True)
    reason = models.CharField(_("reden"), max_length=10, choices=RefusedWord.Reason)
    in_use = models.BooleanField(_("in gebruik"), default=True, help_text=IN_USE)
    loaded = models.JSONField(default=list, editable=False)

    class Meta:
        ordering = ["word"]
        verbose_name = _("geweigerd woord")
        verbose_name_plural = _("geweigerde woorden")

    def __str__(self) -> str:
        return self.word
