from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from explorer.release.models import Release
from explorer.release.verification.read import newest_of_interest, read
from explorer.release.verification.record import verify_and_record
from explorer.release.verification.report import Report
from explorer.release.verification.verify import verify
from explorer.release.verification.wording import lines_of, verdict_of


class Command(BaseCommand):
    help = "Check that a release keeps its promise, by reading nothing but what is published."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "number", type=int, nargs="?", metavar="NUMBER", help="the active release unless given"
        )
        parser.add_argument(
            "--record", action="store_true", help="keep the result with the release; the inside only"
        )
        parser.add_argument(
            "--language", choices=[code for code, _ in settings.LANGUAGES], default=settings.LANGUAGE_CODE
        )

    def handle(
        self, *args: object, number: int | None, record: bool, language: str, **options: object
    ) -> None:
        release = _chosen(number)
        report = (
            Report.from_json(verify_and_record(release=release).report) if record else verify(read(release))
        )
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
