"""Where the time of a page goes, by part of the program and by function.

python -m tests.bench.search.pages.profile
"""

import json
from collections import Counter
from cProfile import Profile
from pstats import Stats
from typing import Any

from django.test import Client

from tests.bench.search import profiling
from tests.bench.search.pages.kinds import ADDRESS, asked

PAGES = 50
# Others before them, so that what is made once and kept is there, as in a worker that runs for a while.
BEFORE = 150
# The first that stands in the name of a file is the part it belongs to.
PARTS = {
    "explorer/search/filters": "reading the address",
    "django_filters": "reading the address",
    "django/forms": "reading the address",
    "explorer/release": "searching",
    "explorer/search/index": "searching",
    "explorer/search/matching": "searching",
    "explorer/search/references": "searching",
    "numpy": "searching",
    "explorer/search": "putting the page together",
    "django/template": "putting the page together",
    "explorer": "putting the page together",
    "django/utils": "putting the page together",
    "psycopg": "asking the database",
    "django/db": "asking the database",
    "django": "Django around it",
}
OTHER = "the rest"
BUILT_IN = "~"


def measure() -> dict[str, Any]:
    """Part of the program -> share of the time of a page, the most first; and functions."""
    client = Client(HTTP_HOST="localhost")
    first, *others = (ADDRESS + one.text for one in asked(1 + BEFORE + PAGES))
    ready = Profile()
    with ready:
        client.get(first)
    for address in others[:BEFORE]:
        client.get(address)
    profile = Profile()
    with profile:
        for address in others[BEFORE:]:
            client.get(address)
    spent = _by_part(Stats(profile))
    parts = {part: seconds / spent.total() for part, seconds in spent.most_common()}
    page = profiling.told(profile, times=PAGES)
    return {"parts": parts, "page": page, "ready": profiling.told(ready, times=1)}


def _by_part(stats: Stats) -> Counter[str]:
    """Seconds; what is built in counts for who called it."""
    spent: Counter[str] = Counter()
    for (file, _, _), (_, _, own, _, callers) in stats.stats.items():  # type: ignore[attr-defined]
        if file != BUILT_IN:
            spent[_part(file)] += own
            continue
        for (caller, _, _), (_, _, of_caller, _) in callers.items():
            spent[_part(caller)] += of_caller
    return spent


def _part(file: str) -> str:
    return next((part for name, part in PARTS.items() if f"/{name}" in file), OTHER)


if __name__ == "__main__":
    print(json.dumps(measure()))
