from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SupplyConfig(AppConfig):
    name = "profiles.supply"
    label = "supply"
    verbose_name = _("Koppelingen")
    default_auto_field = "django.db.models.BigAutoField"
