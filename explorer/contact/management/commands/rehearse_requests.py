from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from explorer.contact.rehearsal import RehearsalRefused, rehearse_requests
from explorer.search.current import current


class Command(BaseCommand):
    help = "Let made-up employers ask, for a demonstration with made-up people."

    def handle(self, *args: Any, **options: Any) -> None:
        now = current()
        if now is None:
            raise CommandError("There is no release to ask for.")
        try:
            asked = rehearse_requests(now, at=timezone.now())
        except RehearsalRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{asked} requests that nobody made")
