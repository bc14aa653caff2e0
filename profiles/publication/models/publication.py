import datetime
import secrets

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from profiles.register.encryption import EncryptedTextField


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
        # Two releases at once must not draw by two secrets.
        row, _made = cls.objects.get_or_create(year=on.year, defaults={"secret": secrets.token_hex(32)})
        return bytes.fromhex(row.secret)


class Publication(models.Model):
    """The inside of a release: its maker, date and rules, and how it was proved. Figures only.

    `fingerprints` is what a next release is compared with to know how many people
    changed, and nothing else: for each person counted 8 bytes, 40 bits of a keyed
    hash of the person and 24 of the facts, in ascending order. It names no group
    and cannot be read without the secret of the year. Emptied when the release is
    purged; a person that is erased is taken out at once.
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
        triggers = [
            # What was said of a release is evidence: also an admin on the database changes nothing of it.
            pgtrigger.ReadOnly(name="stays_said", exclude=["report", "fingerprints"]),
            # A part of the report is added once, the attack after the rest; nothing of it is changed.
            pgtrigger.Trigger(
                name="report_only_grows",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Condition("OLD.report IS DISTINCT FROM NEW.report"),
                func="""
                    IF EXISTS (
                        SELECT FROM jsonb_each(OLD.report) said
                        WHERE NEW.report -> said.key IS DISTINCT FROM said.value
                    ) THEN
                        RAISE EXCEPTION 'what a publication reports is immutable'
                            USING ERRCODE = 'integrity_constraint_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Protect(name="stays", operation=pgtrigger.Delete),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(forced_by="", forced_because="")
                | (~models.Q(forced_by="") & ~models.Q(forced_because="")),
                name="publication_forced_with_reason",
                violation_error_message=_("Bij een uitgave die eerder komt horen een naam en een reden."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.release_number}"


class Activation(models.Model):
    """That a release was shown to employers: when, by which account, and why. Only added to."""

    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="activations", verbose_name=_("publicatie")
    )
    at = models.DateTimeField(_("zichtbaar sinds"), auto_now_add=True)
    by = models.CharField(_("door"), max_length=150, blank=True)
    because = models.TextField(_("waarom"), blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        triggers = [pgtrigger.Protect(name="stays_said", operation=pgtrigger.Update | pgtrigger.Delete)]
        verbose_name = _("zichtbaar gemaakt")
        verbose_name_plural = _("zichtbaar gemaakt")

    def __str__(self) -> str:
        return f"{self.publication_id} {self.at}"
