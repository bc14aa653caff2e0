from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Starting connects what is recorded of log-ins and of the second step."""

    name = "profiles.accounts"
    label = "accounts"
    verbose_name = _("Accounts")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from profiles.accounts import signals  # models are there only now

        signals.connect()
