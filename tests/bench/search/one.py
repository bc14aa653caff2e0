"""One size, in a process of its own: release and people in a database, then everything that is asked of them.

Prints a line of JSON with medians and 95th percentiles in milliseconds, and pages a second.
"""

import datetime
import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from django.db import connections
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from explorer.release.models import Release
from explorer.search.answer import Answer, answer
from explorer.search.current import Current, current
from explorer.search.panel import shown_facets
from explorer.search.query import Query, read_query
from tests.bench.publishing.steps import publish
from tests.bench.search.searches import addresses

ON = datetime.date(2026, 11, 23)
REPEAT = 3
DIFFERENT = 4_000
"""Addresses for whole pages: so many that no page is asked twice."""
ALIAS = "explorer"


def measured(people: int, *, k: int, timed: Any) -> dict[str, Any]:
    """Publish so many made-up people and measure the database work of the search over them."""
    made = publish(people, k=k, on=ON, timed=timed)
    Release.objects.filter(number=1).update(state=Release.State.ACTIVE)
    now = current()
    if now is None:
        raise RuntimeError("the release did not become active")
    asked = addresses(now)
    queries = [read_query(now, QueryDict(address)) for address in asked]
    with CaptureQueriesContext(connections[ALIAS]) as statements:
        for query in queries:
            _answered(now, query)
    return {
        "people": people,
        "groups": made["groups"],
        "publish": made["seconds"],
        "addresses": addresses(now, seed=8, count=DIFFERENT),
        "statements": 1 + len(statements) / len(queries),
        "database": spread([_database_seconds(now, query) for query in queries]),
        "answer": spread([best(lambda query=query: _answered(now, query)) for query in queries]),
        "read": spread(
            [best(lambda address=address: read_query(now, QueryDict(address))) for address in asked]
        ),
    }


def _answered(now: Current, query: Query) -> Answer:
    """What the page of a query asks: the options that it shows are counted."""
    return answer(now, query, counted=shown_facets(now.vocabulary, query))


def best(act: Callable[[], object]) -> float:
    """Seconds of the quickest of a few calls."""
    found = []
    for _ in range(REPEAT):
        started = time.perf_counter()
        act()
        found.append(time.perf_counter() - started)
    return min(found)


def spread(seconds: Sequence[float]) -> dict[str, float]:
    """Median and 95th percentile in milliseconds."""
    return {
        "p50": round(1000 * statistics.median(seconds), 2),
        "p95": round(1000 * float(np.quantile(seconds, 0.95)), 2),
    }


def _database_seconds(now: Current, query: Query) -> float:
    """Seconds inside the statements of a page, as the client waits for them."""
    found = []
    for _ in range(REPEAT):
        spent = [0.0]

        def timed(execute: Any, sql: Any, params: Any, many: Any, context: Any, spent: Any = spent) -> Any:
            started = time.perf_counter()
            try:
                return execute(sql, params, many, context)
            finally:
                spent[0] += time.perf_counter() - started

        with connections[ALIAS].execute_wrapper(timed):
            _answered(now, query)
        found.append(spent[0])
    return min(found)
