from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from explorer.contact.notify_saved_searches import notify_saved_searches


class Command(BaseCommand):
    help = "Ask for a mail about each saved search whose number changed with the active release."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{notify_saved_searches(at=timezone.now())} mails asked for")
