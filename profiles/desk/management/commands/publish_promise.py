from typing import Any

from django.utils import timezone

from profiles.access.system_command import SystemCommand
from profiles.desk.clock import publish_promise


class Command(SystemCommand):
    help = "Show outside how desks kept their promise in the months that are over; small figures are not."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{publish_promise(at=timezone.now())} months of desks")
