"""A worker of the public site from its start to its first answer, and what one page asks of the database.

python -m tests.bench.search.worker
"""

import json
import time
from typing import Any

from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from explorer.search.results import search
from tests.bench.search.asked import UNSEEN, searches
from tests.bench.search.made_up import concepts
from tests.bench.search.memory import held, mapped

PAGES = 10
ADDRESS = "/kandidaten/?"


def measure() -> dict[str, Any]:
    """Seconds until the first answer, bytes that the index takes, and SQL statements a page."""
    with connection.cursor() as cursor:
        # A site has its connection already when a release is switched.
        cursor.execute("SELECT 1")
    before, files = held(), mapped()
    started = time.perf_counter()
    found = search(QueryDict())
    ready = time.perf_counter() - started
    if found is None:
        raise SystemExit("no release is active")
    memory, shared = held() - before, mapped() - files
    return {
        "ready_seconds": ready,
        "memory_bytes": max(memory, 0),
        "shared_bytes": max(shared, 0),
        **_statements(),
    }


def _statements() -> dict[str, Any]:
    client = Client(HTTP_HOST="localhost")
    client.get(ADDRESS)
    page = [_asked(client, one.text) for one in searches(concepts(), UNSEEN, PAGES)]
    tag = client.get(ADDRESS)["ETag"]
    unchanged = _asked(client, "", HTTP_IF_NONE_MATCH=tag)
    return {"statements": max(page), "statements_unchanged": unchanged}


def _asked(client: Client, query: str, **headers: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(ADDRESS + query, **headers)
    return len(captured)


if __name__ == "__main__":
    print(json.dumps(measure()))
