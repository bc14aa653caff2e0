"""So many visitors at once, each asking for the next page when the one before came.

One loop for all of them: threads would wait for each other, and take more of the
cores that the server needs.
"""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import cycle
from selectors import EVENT_READ, DefaultSelector

import numpy as np

from tests.bench.search.pages.client import Connection, Reply, encoded

Request = tuple[str, str]
"""A path, and the lines of headers."""
NOTHING = Reply(0, b"", 0)


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

    def add(self, reply: Reply, seconds: float) -> None:
        """One answer."""
        self.milliseconds.append(seconds * 1000)
        self.statuses[reply.status] += 1
        self.bytes += reply.length


class Visitor:
    """Asks one question after another."""

    def __init__(self, port: int, questions: Iterator[bytes], selector: DefaultSelector) -> None:
        self._port, self._questions, self._selector = port, questions, selector
        self._connect()

    def ask(self) -> None:
        """The next question."""
        self._begun = time.perf_counter()
        self._connection.ask(next(self._questions))

    def take(self, told: Load) -> bool:
        """Read what came; whether the answer is whole."""
        try:
            reply = self._connection.take()
        except (ConnectionError, EOFError):
            reply = NOTHING
        if reply is None:
            return False
        told.add(reply, time.perf_counter() - self._begun)
        if reply is NOTHING or reply.header("Connection").lower() == "close":
            self.leave()
            self._connect()
        return True

    def leave(self) -> None:
        """Hang up."""
        self._selector.unregister(self._connection)
        self._connection.close()

    def _connect(self) -> None:
        self._connection = Connection(self._port)
        self._selector.register(self._connection, EVENT_READ, self)


def load(port: int, requests: Sequence[Request], *, visitors: int, seconds: float) -> Load:
    """Ask for these pages in turn until the time is over; each visitor at least one, however slow."""
    questions = cycle([encoded(*request) for request in requests])
    with closing(DefaultSelector()) as selector:
        asking = [Visitor(port, questions, selector) for _ in range(visitors)]
        told, begun = Load(), time.perf_counter()
        for visitor in asking:
            visitor.ask()
        while selector.get_map():
            for key, _ in selector.select():
                if key.data.take(told):
                    _next(key.data, is_over=time.perf_counter() - begun >= seconds)
        told.seconds = time.perf_counter() - begun
    return told


def _next(visitor: Visitor, *, is_over: bool) -> None:
    if is_over:
        visitor.leave()
    else:
        visitor.ask()
