from django.apps import AppConfig
from django.core import checks

from explorer.guide.help_facts import check_facts


class GuideConfig(AppConfig):
    """Starting looks whether the facts of the help can be right."""

    name = "explorer.guide"
    label = "explorer_guide"
    verbose_name = "Uitleg"

    def ready(self) -> None:
        checks.register(check_facts)
