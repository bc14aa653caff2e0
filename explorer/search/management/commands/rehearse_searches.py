from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from explorer.demand.write_changes import write_changes
from explorer.search.current import current
from explorer.search.rehearsal import SearchRehearsalRefused, rehearse


class Command(BaseCommand):
    help = "Count made-up searches of the last weeks, for a demonstration with made-up people."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: object, seed: int, **options: object) -> None:
        now = current()
        if now is None:
            raise CommandError("There is no release to search in.")
        try:
            changes = rehearse(now, seed=seed, on=timezone.localdate())
        except SearchRehearsalRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        write_changes(changes)
        self.stdout.write(f"{sum(change.searches for change in changes):,} searches nobody asked.")
