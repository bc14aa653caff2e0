"""So many visitors at once, each asking for the next page when the one before came."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count

import numpy as np

from tests.bench.search.pages.client import Connection

Request = tuple[str, str]
"""A path, and the lines of headers."""


@dataclass
class Load:
    """What was measured. A page that was refused does not count as one."""

    seconds: float = 0.0
    milliseconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    bytes: int = 0

    def figures(self, wanted: int) -> dict[str, float]:
        """Pages with the wanted status by the second, how long they took, and others."""
        pages = self.statuses[wanted]
        p50, p95 = np.percentile(self.milliseconds or [0.0], [50, 95])
        return {
            "pages": pages,
            "per_second": pages / self.seconds,
            "p50_ms": float(p50),
            "p95_ms": float(p95),
            "bytes": self.bytes / max(pages, 1),
            "failed": self.statuses.total() - pages,
        }


def load(port: int, requests: Sequence[Request], *, visitors: int, seconds: float) -> Load:
    """Ask for these pages in turn until the time is over; each visitor at least one, however slow."""
    told, turn, begun = Load(), count(), time.perf_counter()

    def visit() -> None:
        connection = Connection(port)
        while True:
            path, headers = requests[next(turn) % len(requests)]
            started = time.perf_counter()
            reply = connection.get(path, headers)
            told.milliseconds.append((time.perf_counter() - started) * 1000)
            told.statuses[reply.status] += 1
            told.bytes += reply.length
            if time.perf_counter() - begun >= seconds:
                break
        connection.close()

    _at_once(visit, visitors)
    told.seconds = time.perf_counter() - begun
    return told


def _at_once(work: Callable[[], None], times: int) -> None:
    threads = [threading.Thread(target=work) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
