from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from profiles.access.rights import Role
from profiles.register.models import Organisation


class StaffUser(AbstractUser):
    """A user of the register, for one organisation. What the account may goes by its role, see `access`."""

    Role = Role

    role = models.CharField(_("rol"), max_length=20, choices=Role, default=Role.CASE_WORKER)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="staff",
        verbose_name=_("organisatie"),
    )
    # Raised by the database when rights change or the account is switched off: no session outlives it.
    session_epoch = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("medewerker")
        verbose_name_plural = _("medewerkers")
        permissions = [("view_quality", "May see how well the profiles of the organisation can be found")]

    def get_session_auth_hash(self) -> str:
        """A session holds while this stays the same: password and epoch."""
        return salted_hmac("session", f"{super().get_session_auth_hash()} {self.session_epoch}").hexdigest()
