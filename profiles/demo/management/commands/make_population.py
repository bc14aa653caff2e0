import datetime
import time
from argparse import ArgumentParser, ArgumentTypeError

from django.core.management.base import CommandError
from django.utils import timezone

from profiles.access.system_command import SystemCommand
from profiles.demo.population.table import TOTALS
from profiles.demo.population.writing import PopulationError, write_population


class Command(SystemCommand):
    help = "Fill an empty register with people who do not exist, in the figures of Noord-Limburg."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seed", type=int, required=True, help="the same number makes the same people")
        parser.add_argument(
            "--people",
            type=_count,
            default=TOTALS.total,
            help=f"how many; {TOTALS.total} are the table's own, many live all over the country",
        )
        parser.add_argument("--today", type=_date, default=None, help="the day that dates are told from")
        parser.add_argument("--add", action="store_true", help="even when the register already holds people")

    def handle(
        self, *args: object, seed: int, people: int, today: datetime.date | None, add: bool, **options: object
    ) -> None:
        started = time.monotonic()
        try:
            written = write_population(
                seed=seed,
                n=people,
                today=today or timezone.localdate(),
                add=add,
                report=lambda count: self.stdout.write(f"  {count:,} of {people:,} people"),
            )
        except PopulationError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Population: {written.people:,} people who do not exist, {written.profiles:,} profiles with "
            f"{written.facts:,} facts, in {time.monotonic() - started:.1f} s."
        )


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"“{text}” is no number of people")
    return int(text)


def _date(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}” is no date (YYYY-MM-DD)") from error
