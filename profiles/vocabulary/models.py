import datetime

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED
from profiles.vocabulary.attributes import CHOICES


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

    Never deleted once used: validity dates end it. `loaded` holds the values as
    the loader last brought them, so that a later load can tell an edit by an
    admin from an old value and leave the edit alone.
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
        """A parent is of the same attribute and does not stand below; two codes belong to publication."""
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
