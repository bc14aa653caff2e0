from django.apps import AppConfig


class EmployersConfig(AppConfig):
    name = "explorer.employers"
    label = "explorer_employers"
    verbose_name = "Werkgevers"
    default_auto_field = "django.db.models.BigAutoField"
