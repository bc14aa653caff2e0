from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from profiles.desk.mail import send_desk_mail


class Command(BaseCommand):
    help = "Send the mails to desks that are due."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{send_desk_mail(clock=timezone.now)} sent")
