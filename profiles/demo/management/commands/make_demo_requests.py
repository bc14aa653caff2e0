from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from profiles.access.system_command import SystemCommand
from profiles.demo.desk_requests import make_demo_requests
from profiles.staff.models import StaffUser


class Command(SystemCommand):
    help = "Let the adviser of the demo work on the requests of made-up employers: one in every state."

    def handle(self, *args: Any, **options: Any) -> None:
        adviser = StaffUser.objects.filter(role=StaffUser.Role.DESK_ADVISER).order_by("pk").first()
        if adviser is None:
            raise CommandError("there is no adviser; run make_demo_staff first")
        cases = make_demo_requests(now=timezone.now(), adviser=adviser)
        self.stdout.write(f"{cases} cases")
