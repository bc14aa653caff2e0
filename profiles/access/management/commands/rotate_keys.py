from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from profiles.access.system_command import SystemCommand
from profiles.register.verbs.rotate_keys import KeyMissing, index_again, rotate_keys


class Command(SystemCommand):
    help = (
        "Write identifying values with the newest of REGISTER_ENCRYPTION_KEYS. May be stopped and run again; "
        "when it says that nothing is left, the older keys can be taken out."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--index", action="store_true", help="REGISTER_INDEX_KEY was changed: make look-up values anew"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["index"]:
            self.stdout.write(f"{index_again()} people indexed anew")
        try:
            rewritten = rotate_keys()
        except KeyMissing as error:
            raise CommandError(str(error)) from error
        for table, count in sorted(rewritten.items()):
            if count:
                self.stdout.write(f"{table}: {count} rewritten")
        if not any(rewritten.values()):
            self.stdout.write("nothing is left that an older key wrote")
