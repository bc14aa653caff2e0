from django.utils import timezone

from profiles.access.system_command import SystemCommand
from profiles.imports.run import run_waiting


class Command(SystemCommand):
    help = "Read, write and undo the imports that wait; the worker does it each minute."

    def handle(self, *args: object, **options: object) -> None:
        run_waiting(now=timezone.now())
