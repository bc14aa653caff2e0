from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class EmployerAccount(AbstractBaseUser):
    """Somebody who looks for colleagues. Has no permissions, groups or way into staff pages."""

    email = models.EmailField(_("e-mailadres"), unique=True)
    is_active = models.BooleanField(_("actief"), default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        verbose_name = _("werkgeversaccount")
        verbose_name_plural = _("werkgeversaccounts")
        constraints = [models.UniqueConstraint(Lower("email"), name="employer_email_once")]

    def __str__(self) -> str:
        return self.email
