from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicationConfig(AppConfig):
    name = "profiles.publication"
    label = "publication"
    verbose_name = _("Publicatie")
    default_auto_field = "django.db.models.BigAutoField"
