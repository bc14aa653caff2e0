from typing import Any

from django.utils import timezone

from profiles.access.system_command import SystemCommand
from profiles.desk.close_case import settle_placements
from profiles.desk.send_acts import send_acts


class Command(SystemCommand):
    help = "Bring outside what the desk said, and the profiles of placed people into their state."

    def handle(self, *args: Any, **options: Any) -> None:
        settled = settle_placements(on=timezone.localdate())
        result = send_acts(at=timezone.now())
        self.stdout.write(f"{result.done} done, {result.refused} refused, {settled} profiles follow")
