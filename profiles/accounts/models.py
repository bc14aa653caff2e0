import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from profiles.access.rights import Role
from profiles.register.models import Organisation


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self, *, now: datetime.datetime) -> "InvitationQuerySet":
        """Those that can still be accepted."""
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now)


class Invitation(models.Model):
    """An admin asks a colleague to make an account. The link in the mail is signed and works once."""

    email = models.EmailField(_("e-mailadres van het werk"))
    first_name = models.CharField(_("voornaam"), max_length=150, blank=True)
    last_name = models.CharField(_("achternaam"), max_length=150, blank=True)
    role = models.CharField(_("rol"), max_length=20, choices=Role)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisatie"),
    )
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(_("uitgenodigd op"))
    expires_at = models.DateTimeField(_("geldig tot"))
    accepted_at = models.DateTimeField(_("aangenomen op"), null=True)
    withdrawn_at = models.DateTimeField(_("ingetrokken op"), null=True)
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="invitation"
    )

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at", "-id"]
        verbose_name = _("uitnodiging")
        verbose_name_plural = _("uitnodigingen")
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="one_open_invitation_per_address",
            )
        ]

    def __str__(self) -> str:
        return f"{self.invited_at:%Y-%m-%d} {self.role}"


class TryCount(models.Model):
    """How often a log-in was tried, by account, by device of an account or by address; see `lockout`.

    `key` is a blind index where it comes from a name that was typed: people type passwords there.
    """

    class Subject(models.TextChoices):
        ACCOUNT = "account", _("account")
        DEVICE = "device", _("bekend apparaat van een account")
        ADDRESS = "address", _("adres op het netwerk")
        CODE = "code", _("tweede stap van een account")

    subject = models.CharField(_("wat"), max_length=10, choices=Subject)
    key = models.CharField(max_length=64)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    tries = models.PositiveIntegerField(_("pogingen"))
    last_at = models.DateTimeField(_("laatste poging"), db_index=True)
    blocked_until = models.DateTimeField(_("geblokkeerd tot"), null=True, db_index=True)

    class Meta:
        ordering = ["-last_at", "-id"]
        verbose_name = _("geblokkeerde inlogpoging")
        verbose_name_plural = _("geblokkeerde inlogpogingen")
        constraints = [models.UniqueConstraint(fields=["subject", "key"], name="one_count_per_key")]

    def __str__(self) -> str:
        return f"{self.subject} {self.tries}"


class RightsChange(models.Model):
    """A change of the rights of an account: shown to privacy officers, only added to."""

    class Field(models.TextChoices):
        ROLE = "role", _("rol")
        ORGANISATION = "organisation", _("organisatie")
        ACTIVE = "active", _("account")
        EXTRA = "extra", _("extra rechten")
        SECOND_STEP = "second_step", _("tweede stap")

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("medewerker")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("door"),
    )
    at = models.DateTimeField(_("wanneer"))
    field = models.CharField(_("wat"), max_length=20, choices=Field)
    old = models.CharField(_("van"), max_length=200, blank=True)
    new = models.CharField(_("naar"), max_length=200, blank=True)
    why = models.CharField(_("reden"), max_length=300, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("wijziging van rechten")
        verbose_name_plural = _("wijzigingen van rechten")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.field}"
