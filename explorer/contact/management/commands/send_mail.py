from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from explorer.contact.mail.send_mail import send_mail


class Command(BaseCommand):
    help = "Send the mails that are asked for and whose time it is."

    def handle(self, *args: Any, **options: Any) -> None:
        result = send_mail(clock=timezone.now)
        self.stdout.write(
            f"{result.sent} sent, {result.later} later, {result.failed} given up,"
            f" {result.not_needed} not needed any more"
        )
