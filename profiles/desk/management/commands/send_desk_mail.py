from typing import Any

from django.utils import timezone

from profiles.access.system_command import SystemCommand
from profiles.desk.mail import send_desk_mail


class Command(SystemCommand):
    help = "Send the mails to desks that are due."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{send_desk_mail(clock=timezone.now)} sent")
