from typing import Any

from django.utils import timezone

from profiles.access.system_command import SystemCommand
from profiles.desk.remind import remind_desks


class Command(SystemCommand):
    help = "Ask for the reminders and escalations of today; none on a day off, and each once."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{remind_desks(at=timezone.now())} asked for")
