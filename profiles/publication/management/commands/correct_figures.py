import datetime
from argparse import ArgumentParser

from django.core.management.base import CommandError
from django.utils import timezone

from profiles.access.system_command import SystemCommand
from profiles.publication.figures.correct_figures import correct_figures
from profiles.publication.figures.prepare import FiguresRefused


class Command(SystemCommand):
    help = "Publish the figures anew as a later date, with a note; those that were published stay."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", metavar="DATE", help="the date they are told of; today unless given")
        parser.add_argument("--note", required=True, help="what was wrong, in Dutch")
        parser.add_argument("--note-en", required=True, help="the same in English")
        parser.add_argument("--by", metavar="NAME", default="", help="who corrects, for the record")

    def handle(
        self, *args: object, on: str | None, note: str, note_en: str, by: str, **options: object
    ) -> None:
        today = timezone.localdate()
        try:
            date = datetime.date.fromisoformat(on) if on else today
        except ValueError as error:
            raise CommandError(f"{on!r} is no date; write it as 2026-11-23.") from error
        if date > today:
            raise CommandError(f"{date} lies in the future.")
        try:
            figures = correct_figures(on=date, note=note, note_en=note_en, by=by)
        except FiguresRefused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Figures of {figures.on} are published beside the former.")
