"""Mail the privacy officers about bulk viewing that was not mailed yet."""

from typing import Any

from django.utils import timezone

from profiles.access.mail_alarms import mail_alarms
from profiles.access.system_command import SystemCommand


class Command(SystemCommand):
    help = "Mail the privacy officers, without names, that an account looked at many people."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{mail_alarms(at=timezone.now())} alarms are in a mail.")
