from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CaseloadConfig(AppConfig):
    name = "profiles.caseload"
    label = "caseload"
    verbose_name = _("Werkvoorraad")
    default_auto_field = "django.db.models.BigAutoField"
