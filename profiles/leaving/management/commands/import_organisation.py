from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import CommandError
from django.utils import timezone

from profiles.access.system_command import SystemCommand
from profiles.leaving.archive import ArchiveRefused
from profiles.leaving.import_organisation import import_organisation


class Command(SystemCommand):
    help = "Read an organisation that was exported from another register: all of it or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, metavar="FILE.zip")

    def handle(self, *args: object, path: Path, **options: object) -> None:
        try:
            organisation, counts, remarks = import_organisation(path=path, now=timezone.now())
        except ArchiveRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        for name, number in counts.items():
            self.stdout.write(f"{number:>8}  {name}")
        for remark in remarks:
            self.stdout.write(remark)
        self.stdout.write(
            f"{organisation.name} is here. Its accounts are switched off: switch them on one by one."
        )
