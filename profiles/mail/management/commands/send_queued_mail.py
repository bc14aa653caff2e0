from django.core.management.base import BaseCommand
from django.utils import timezone

from profiles.mail.queue import send_queued_mail


class Command(BaseCommand):
    help = "Send the mails to staff that are due."

    def handle(self, *args: object, **options: object) -> None:
        self.stdout.write(f"{send_queued_mail(clock=timezone.now)} sent")
