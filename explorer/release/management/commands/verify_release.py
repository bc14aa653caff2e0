from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from explorer.release.models import Release
from explorer.release.verification.read import newest_of_interest, read
from explorer.release.verification.verify import verify
from explorer.release.verification.wording import lines_of, verdict_of


class Command(BaseCommand):
    help = "Check that a release keeps its promise, by reading nothing but what is published."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "number", type=int, nargs="?", metavar="NUMBER", help="the active release unless given"
        )
        parser.add_argument(
            "--language", choices=[code for code, _ in settings.LANGUAGES], default=settings.LANGUAGE_CODE
        )

    def handle(self, *args: object, number: int | None, language: str, **options: object) -> None:
        report = verify(read(_chosen(number)))
        with translation.override(language):
            self.stdout.writelines(f"{line}\n" for line in lines_of(report))
            if not report.passed:
                raise CommandError(verdict_of(report))
            self.stdout.write(verdict_of(report))


def _chosen(number: int | None) -> Release:
    if number is None:
        release = newest_of_interest()
        missing = "There is no release that is active or prepared."
    else:
        release = Release.objects.filter(number=number).first()
        missing = f"There is no release {number}."
    if release is None:
        raise CommandError(missing)
    return release
