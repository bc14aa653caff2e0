from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from profiles.desk.publish_desks import DesksRefused, publish_desks


class Command(BaseCommand):
    help = "Show the desks of the register outside."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            shown = publish_desks(at=timezone.now())
        except DesksRefused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{shown} desks are shown")
