from argparse import ArgumentParser

from django.core.management.base import CommandError

from explorer.release.models import Release
from profiles.access.system_command import SystemCommand
from profiles.publication.attack.attack_release import AttackRefused, attack_release
from profiles.publication.attack.wording import lines_of
from profiles.publication.models import Publication


class Command(SystemCommand):
    help = "Try to find people back in a release, knowing all that the register knows."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "number", type=int, nargs="?", metavar="NUMBER", help="the active release unless given"
        )
        parser.add_argument(
            "--stored", action="store_true", help="only say what was found when the release was made"
        )

    def handle(self, *args: object, number: int | None, stored: bool, **options: object) -> None:
        if number is None:
            active = Release.objects.active()
            if active is None:
                raise CommandError("No release is active.")
            number = active.number
        publication = Publication.objects.filter(release_number=number).first()
        if publication is None:
            raise CommandError(f"There is no publication of release {number}.")
        try:
            found = publication.report.get("attack") if stored else attack_release(publication=publication)
        except AttackRefused as error:
            raise CommandError(str(error)) from error
        if found is None:
            raise CommandError(f"Nothing is stored of an attack on release {publication.release_number}.")
        self.stdout.write(f"Release {publication.release_number}")
        self.stdout.writelines(f"{line}\n" for line in lines_of(found))
