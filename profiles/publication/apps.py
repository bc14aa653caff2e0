from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _

from profiles.publication.checks import check_catalogue


class PublicationConfig(AppConfig):
    """Starting the register compares its fields with the catalogue."""

    name = "profiles.publication"
    label = "publication"
    verbose_name = _("Publicatie")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        checks.register(check_catalogue, checks.Tags.security)
