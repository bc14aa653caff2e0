from django.apps import AppConfig


class ContactConfig(AppConfig):
    name = "explorer.contact"
    label = "explorer_contact"
    verbose_name = "Aanvragen"
    default_auto_field = "django.db.models.BigAutoField"
