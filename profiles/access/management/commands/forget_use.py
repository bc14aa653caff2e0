"""Take away the part of the log of use that is past its term."""

from typing import Any

from django.conf import settings

from profiles.access.retention import forget_use
from profiles.access.system_command import SystemCommand


class Command(SystemCommand):
    help = "Take away the part of the log of use that is past its term (USE_LOG_MONTHS)."

    def handle(self, *args: Any, **options: Any) -> None:
        gone = forget_use(months=settings.USE_LOG_MONTHS)
        self.stdout.write(f"{gone} uses older than {settings.USE_LOG_MONTHS} months are gone.")
