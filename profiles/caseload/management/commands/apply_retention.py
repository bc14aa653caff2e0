import argparse
from collections import Counter
from typing import Any

from django.utils import timezone

from profiles.access.system_command import SystemCommand
from profiles.caseload.retention import end, endings


class Command(SystemCommand):
    help = (
        "Says who is paused or erased by the terms of keeping, by reason and organisation; changes nothing. "
        "With --apply it is done."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--apply", action="store_true", help="pause and erase")
        parser.add_argument("--ahead", action="store_true", help="also who is due within the term of notice")
        parser.add_argument("--people", action="store_true", help="a line for each person, by number")

    def handle(self, *args: Any, apply: bool, ahead: bool, people: bool, **options: Any) -> None:
        today = timezone.localdate()
        counts: Counter[tuple[str, str]] = Counter()
        due = list(endings(on=today, ahead=ahead and not apply))
        for ending in due:
            done = end(ending, on=today) if apply else True
            if done:
                counts[ending.reason, str(ending.candidate.organisation)] += 1
                if people:
                    self.stdout.write(f"{ending.day} {ending.reason} {ending.candidate.pk}")
        for (reason, organisation), number in sorted(counts.items()):
            self.stdout.write(f"{reason:12} {number:6} {organisation}")
        verb = "done" if apply else "due; nothing was changed"
        self.stdout.write(f"{counts.total()} {verb}")
