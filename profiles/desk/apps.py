from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _

from profiles.desk.checks import check_desks


class DeskConfig(AppConfig):
    """Starting with a database looks whether employers can reach a desk."""

    name = "profiles.desk"
    label = "desk"
    verbose_name = _("Aanvragen")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        checks.register(check_desks, checks.Tags.database)
