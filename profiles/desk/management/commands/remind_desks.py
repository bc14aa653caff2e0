from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from profiles.desk.remind import remind_desks


class Command(BaseCommand):
    help = "Ask for the reminders and escalations of today; none on a day off, and each once."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{remind_desks(at=timezone.now())} asked for")
