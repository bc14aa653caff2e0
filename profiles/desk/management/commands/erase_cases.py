from typing import Any

from django.utils import timezone

from profiles.access.system_command import SystemCommand
from profiles.desk.erase_cases import erase_cases


class Command(SystemCommand):
    help = "Erase what was written about employers whose request ended long ago."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{erase_cases(at=timezone.now())} texts erased")
