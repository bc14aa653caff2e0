from django.apps import AppConfig


class ReleaseConfig(AppConfig):
    name = "explorer.release"
    label = "explorer_release"
    verbose_name = "Uitgaven"
    default_auto_field = "django.db.models.BigAutoField"
