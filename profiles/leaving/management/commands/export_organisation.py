import os
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import CommandError
from django.utils import timezone

from profiles.access.system_command import SystemCommand
from profiles.imports.organisations import OrganisationUnknown, organisation_named
from profiles.leaving.export_organisation import export_organisation


class Command(SystemCommand):
    help = "Write everything of an organisation into one zip file, with names: keep it encrypted."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("organisation", metavar="NAME")
        parser.add_argument("path", type=Path, metavar="FILE.zip", help="a file that is not there yet")
        parser.add_argument("--why", required=True, help="the reason, for the log of use")

    def handle(self, *args: object, organisation: str, path: Path, why: str, **options: object) -> None:
        try:
            found = organisation_named(organisation)
            # For its owner alone, and never over another file.
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        except (OrganisationUnknown, OSError) as refusal:
            raise CommandError(str(refusal)) from refusal
        try:
            with os.fdopen(descriptor, "w+b") as stream:
                counts = export_organisation(organisation=found, stream=stream, now=timezone.now(), why=why)
        except BaseException:
            path.unlink()
            raise
        for name, number in counts.items():
            self.stdout.write(f"{number:>8}  {name}")
