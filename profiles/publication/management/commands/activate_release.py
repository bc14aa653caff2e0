from argparse import ArgumentParser

from django.core.management.base import CommandError
from django.utils import timezone

from profiles.access.system_command import SystemCommand
from profiles.publication.activate_release import ActivationRefused, activate_release


class Command(SystemCommand):
    help = "Show another release to employers; the former number rolls back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", type=int, metavar="NUMBER")
        parser.add_argument("--by", metavar="NAME", default="", help="who does it, for the record")

    def handle(self, *args: object, number: int, by: str, **options: object) -> None:
        try:
            release = activate_release(number=number, on=timezone.localdate(), by=by)
        except ActivationRefused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Release {release.number} is active.")
