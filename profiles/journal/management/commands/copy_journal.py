from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from profiles.access.system_command import SystemCommand
from profiles.journal.copy_out import JournalError, copy_out


class Command(SystemCommand):
    help = "Copy what may not be undone to the journal that is kept apart from the databases."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            copied = copy_out(folder=Path(settings.JOURNAL_FOLDER), at=timezone.now())
        except JournalError as error:
            raise CommandError(str(error)) from error
        if copied or options["verbosity"] > 1:
            self.stdout.write(f"{copied} copied")
