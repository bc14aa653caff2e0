from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from explorer.contact.erase_requests import erase_requests


class Command(BaseCommand):
    help = "Erase what is kept of employers when its time is over; end requests that nobody ends."

    def handle(self, *args: Any, **options: Any) -> None:
        erased = erase_requests(at=timezone.now())
        self.stdout.write(
            f"erased: {erased.requests} requests, {erased.pending} unconfirmed ones,"
            f" {erased.searches} searches; {erased.expired} requests expired"
        )
