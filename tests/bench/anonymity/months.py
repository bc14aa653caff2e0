"""A year of releases after each other, as a table."""

import json
import subprocess
import sys
from typing import Any

# With more people a year takes too long to print each time.
UP_TO = 20_000
SHARES = ("worth", "facts", "full", "group", "first", "newest", "a_month", "longer")


def tell_year(people: int, structure: float) -> list[dict[str, Any]]:
    """Run the year in a process of its own, print it, and return its months."""
    options = ["--people", str(people), "--structure", str(structure)]
    command = [sys.executable, "-m", "tests.bench.anonymity.over_time", *options]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    print("\nover time: k,k^2 month after month, a tenth of the people new each month; shares are of what a")
    print(
        "release without one before it tells: of all by the weights of the policy, of all beside places, of"
    )
    print("work facts in full and at least as a group, and of people by when they came")
    print(f"{'month':16}{'cpu s':>7}{'classes':>9}{'waiting':>9}{'faults':>8}", end="")
    print("".join(f"{name.replace('_', ' '):>9}" for name in SHARES))
    months: list[dict[str, Any]] = json.loads(done.stdout)
    for month in months:
        shares = "".join(_share(month.get(name)) for name in SHARES)
        print(
            f"{month['month']:<16}{month['cpu_seconds']:7.1f}{month['classes']:9}{month['waiting']:9}"
            f"{month['broken']:8}{shares}"
        )
    return [{"people": people, "structure": structure, **month} for month in months]


def _share(share: float | None) -> str:
    return f"{'-':>9}" if share is None else f"{share:9.3f}"
