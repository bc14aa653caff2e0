from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = "profiles.imports"
    label = "imports"
    verbose_name = _("Inlezen")
    default_auto_field = "django.db.models.BigAutoField"
