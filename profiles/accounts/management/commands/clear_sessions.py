from typing import Any

from django.core.management.base import BaseCommand

from profiles.accounts.clear_sessions import clear_sessions


class Command(BaseCommand):
    help = "Take away sessions that are past their time."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{clear_sessions()} sessions are gone.")
