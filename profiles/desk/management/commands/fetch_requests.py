from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from profiles.access.system_command import SystemCommand
from profiles.desk.fetch_requests import NoDesk, fetch_requests


class Command(SystemCommand):
    help = "Make a case of each new request of an employer, and bring known ones up to date."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            result = fetch_requests(at=timezone.now())
        except NoDesk as error:
            raise CommandError("there is no desk; add one in the admin") from error
        self.stdout.write(f"{result.new} new, {result.changed} brought up to date")
