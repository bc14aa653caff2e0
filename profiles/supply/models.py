import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from profiles.register.models import Organisation


class SupplierToken(models.Model):
    """A system may deliver and read the candidates of one organisation until a moment.

    The token itself is shown once and kept nowhere: `digest` is its SHA-256, as hex, which is enough for
    256 random bits. `minute` and `asked` count its requests, see `profiles.supply.tokens`.
    """

    # The kind of actor in the log of use; see `profiles.access.pseudonyms`.
    actor_kind = "token"

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("organisatie")
    )
    name = models.CharField(
        _("naam"), max_length=80, help_text=_("Welk systeem dit gebruikt, en van welke leverancier.")
    )
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("gemaakt door")
    )
    made_at = models.DateTimeField(_("gemaakt op"))
    expires_at = models.DateTimeField(_("geldig tot"))
    revoked_at = models.DateTimeField(_("ingetrokken op"), null=True)
    last_used_at = models.DateTimeField(_("laatst gebruikt"), null=True)
    minute = models.DateTimeField(null=True, editable=False)
    asked = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["-made_at", "-id"]
        verbose_name = _("sleutel voor een koppeling")
        verbose_name_plural = _("sleutels voor koppelingen")
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")),
                name="supplier_token_has_a_term",
                violation_error_message=_("Een sleutel vervalt na het moment waarop hij is gemaakt."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def is_valid(self, *, now: datetime.datetime) -> bool:
        """Whether it opens anything at a moment."""
        return self.revoked_at is None and now < self.expires_at
