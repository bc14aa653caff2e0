from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from profiles.vocabulary.linking import load_esco
from profiles.vocabulary.rows import VocabularyError


class Command(BaseCommand):
    help = "Link the vocabulary to the official ESCO files (CSV, Dutch, English where present)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "directory", type=Path, help="holds occupations_nl.csv, ISCOGroups_nl.csv and skillGroups_nl.csv"
        )

    def handle(self, *args: object, directory: Path, **options: object) -> None:
        try:
            summary = load_esco(directory)
        except VocabularyError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"ESCO: {summary}.")
