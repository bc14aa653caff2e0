from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConfigurationConfig(AppConfig):
    name = "profiles.configuration"
    label = "configuration"
    verbose_name = _("Instellingen")
    default_auto_field = "django.db.models.BigAutoField"
