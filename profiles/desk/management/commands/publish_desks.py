from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from profiles.access.system_command import SystemCommand
from profiles.desk.publish_desks import DesksRefused, publish_desks


class Command(SystemCommand):
    help = "Show the desks of the register outside."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            shown = publish_desks(at=timezone.now())
        except DesksRefused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{shown} desks are shown")
