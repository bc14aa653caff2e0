from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone

from profiles.access.system_command import SystemCommand
from profiles.journal.copy_out import JournalError
from profiles.journal.reconcile import Reconciled, reconcile


class Command(SystemCommand):
    help = (
        "After a backup was put back: do again the objections, erasures and states that it lacks, and "
        "bring both databases in step. May be repeated."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            result = reconcile(folder=Path(settings.JOURNAL_FOLDER), at=timezone.now())
        except JournalError as error:
            raise CommandError(str(error)) from error
        for line in in_words(result):
            self.stdout.write(line)


def in_words(result: Reconciled) -> list[str]:
    """What was done and what is left to do, a line each."""
    redone = [f"done again: {count} x {act}" for act, count in sorted(result.redone.items())]
    lines = redone or ["nothing had to be done again"]
    if result.unknown:
        lines.append(f"{result.unknown} acts of people who are not in this backup; enter those people again")
    if result.lost_cases:
        lines.append(f"ended, their requests are gone: {', '.join(result.lost_cases)}")
    if result.sent_again:
        lines.append(f"{result.sent_again} answers to employers will be sent again")
    if result.lost_releases:
        lines.append(f"releases that the public site has no more: {_listed(result.lost_releases)}")
    if result.foreign_releases:
        lines.append(f"releases that the register knows nothing of: {_listed(result.foreign_releases)}")
    if result.shown_too_long:
        lines.append(
            f"{result.shown_too_long} people objected or went since the visible release: "
            "publish a new one, forced with this reason"
        )
    return lines


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers))
