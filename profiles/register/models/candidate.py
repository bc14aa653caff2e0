from typing import Any

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from profiles.register.encryption import EncryptedTextField, blind_index
from profiles.register.models.organisation import Organisation
from profiles.register.name_keys import name_keys
from profiles.vocabulary.models import Concept


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def of(self, organisation: Organisation | None) -> "CandidateQuerySet":
        """Candidates of one organisation; nobody when there is none."""
        return self.filter(organisation=organisation) if organisation else self.none()

    def with_reference(self, reference: str) -> "CandidateQuerySet":
        return self.filter(reference_index=blind_index(reference, purpose="reference"))

    def named(self, family_name: str) -> "CandidateQuerySet":
        index = blind_index(family_name, purpose="family_name")
        # An empty name would find everybody of whom none was kept.
        return self.filter(family_name_index=index) if index else self.none()

    def without_profile(self) -> "CandidateQuerySet":
        return self.filter(profile=None)


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    fields=["organisation", "municipality", "objected_on"],
    model_name="CandidateEvent",
    meta={
        "verbose_name": _("wijziging van een kandidaat"),
        "verbose_name_plural": _("wijzigingen van kandidaten"),
    },
)
class Candidate(models.Model):
    """A person of the target group, of one organisation. No BSN, birth date, gender or diagnosis is kept."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="candidates", verbose_name=_("organisatie")
    )
    municipality = models.ForeignKey(
        Concept,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"attribute": "place", "parent__isnull": False},
        verbose_name=_("woonplaats (gemeente)"),
    )
    reference = EncryptedTextField(_("kenmerk in het bronsysteem"), help_text=_("Geen BSN."))
    reference_index = models.CharField(max_length=64, editable=False)
    given_name = EncryptedTextField(_("voornaam"), blank=True)
    family_name = EncryptedTextField(_("achternaam"), blank=True)
    family_name_index = models.CharField(max_length=64, editable=False, blank=True, db_index=True)
    # Hashes that many names share: a search narrows by them, and reads the names that are left.
    name_keys = ArrayField(models.IntegerField(), default=list, editable=False)
    email = EncryptedTextField(_("e-mailadres"), blank=True)
    phone = EncryptedTextField(_("telefoonnummer"), blank=True)
    # The objection of the person. A profile has a copy, so that the database itself refuses to release it.
    objected_on = models.DateField(_("bezwaar op"), null=True, blank=True)
    created_at = models.DateTimeField(_("ingevoerd"), auto_now_add=True)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = _("kandidaat")
        verbose_name_plural = _("kandidaten")
        indexes = [GinIndex(fields=["name_keys"], name="candidate_by_name_key")]
        constraints = [
            # By the blind index: encrypted twice, one reference has two values.
            models.UniqueConstraint(
                fields=["organisation", "reference_index"], name="candidate_reference_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(reference_index=""),
                name="candidate_has_reference",
                violation_error_message=_("Een kandidaat heeft een kenmerk."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}".strip() or f"{_('Kandidaat')} {self.reference}"

    def index_identifiers(self) -> None:
        """Bring the blind indexes in line with the values; `bulk_create` must call it itself."""
        self.reference_index = blind_index(self.reference, purpose="reference")
        self.family_name_index = blind_index(self.family_name, purpose="family_name")
        names = f"{self.given_name} {self.family_name}"
        self.name_keys = name_keys(names=names, reference=self.reference)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.index_identifiers()
        super().save(*args, **kwargs)
