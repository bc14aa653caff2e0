from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StaffConfig(AppConfig):
    name = "profiles.staff"
    label = "staff"
    verbose_name = _("Medewerkers")
    default_auto_field = "django.db.models.BigAutoField"
