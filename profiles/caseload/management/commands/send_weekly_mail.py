from typing import Any

from django.utils import timezone

from profiles.access.system_command import SystemCommand
from profiles.caseload.weekly_mail import send_weekly_mails


class Command(SystemCommand):
    help = "Queues the weekly mail of each case worker with something to do: numbers only."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{send_weekly_mails(at=timezone.now())} mails")
