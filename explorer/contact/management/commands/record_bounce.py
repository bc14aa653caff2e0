import sys
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from explorer.contact.mail.record_bounce import record_bounce


class Command(BaseCommand):
    help = "Read a report of non-delivery from standard input, as a mail server hands it over."

    def handle(self, *args: Any, **options: Any) -> None:
        mail = record_bounce(report=sys.stdin.buffer.read(), at=timezone.now())
        self.stdout.write("given up" if mail else "no failure of a mail of ours")
