from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from profiles.vocabulary.files import DATA, read_vocabulary
from profiles.vocabulary.merge import merge
from profiles.vocabulary.merge_words import merge_words
from profiles.vocabulary.rows import VocabularyError
from profiles.vocabulary.word_files import read_word_tables


class Command(BaseCommand):
    help = "Load the vocabulary and its tables of words; edits by an admin are kept, nothing is deleted."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "directory", nargs="?", type=Path, default=DATA, help="other files than the project's own"
        )

    def handle(self, *args: object, directory: Path, **options: object) -> None:
        try:
            summary = merge(read_vocabulary(directory))
            words = merge_words(read_word_tables(directory))
        except VocabularyError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Vocabulary: {summary}.")
        self.stdout.write(f"Words: {words}.")
