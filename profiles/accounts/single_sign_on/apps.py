from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SingleSignOnConfig(AppConfig):
    """An app of its own, since allauth finds a provider by the app it is in."""

    name = "profiles.accounts.single_sign_on"
    label = "single_sign_on"
    verbose_name = _("Inloggen via uw organisatie")
