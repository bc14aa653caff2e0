"""Visitors who search without end, each on connections of their own, and what they met."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import quantiles
from typing import NamedTuple

from tests.bench.scale.node import get

ADDRESSES = (
    "/",
    "/kandidaten/",
    "/kandidaten/?taak=orderpicken",
    "/kandidaten/?taak=orderpicken&taak=schoonmaken&rijbewijs=B",
    "/kandidaten/?vanuit=Venlo&straal=25&uren_van=24",
    "/kandidaten/?q=magazijn",
    "/kandidaten/?plaats=GM0983&beschikbaar=meteen",
    "/zoekwoorden/?q=mag",
    "/methode/",
    "/uitleg/",
)


class Answer(NamedTuple):
    """`body` is empty unless the visitors keep what they read; status 0 is no answer, and `body` says why."""

    address: str
    status: int
    began: float
    seconds: float
    body: str

    @property
    def is_failure(self) -> bool:
        return self.status != 200


@dataclass
class Visitors:
    """`number` of them, together at most `rate` pages a second (None: as quick as they are answered)."""

    port: int
    host: str
    number: int = 4
    rate: float | None = None
    addresses: Sequence[str] = ADDRESSES
    keep: bool = False
    answers: list[Answer] = field(default_factory=list)

    @contextmanager
    def searching(self) -> Iterator[None]:
        """They search until the block ends."""
        done = threading.Event()
        threads = [threading.Thread(target=self._search, args=(first, done)) for first in range(self.number)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            done.set()
            for thread in threads:
                thread.join()

    def take(self) -> list[Answer]:
        """What they met since this was asked before."""
        taken, self.answers = self.answers, []
        return taken

    def _search(self, first: int, done: threading.Event) -> None:
        place, pause = first, 0.0 if self.rate is None else self.number / self.rate
        while not done.wait(pause):
            self.answers.append(self._ask(self.addresses[place % len(self.addresses)]))
            place += self.number + 1

    def _ask(self, address: str) -> Answer:
        started = time.monotonic()
        try:
            status, body = get(self.port, address, host=self.host)
        except OSError as error:
            return Answer(address, 0, started, time.monotonic() - started, str(error))
        return Answer(address, status, started, time.monotonic() - started, body if self.keep else "")


class Phase(NamedTuple):
    """What visitors met while one thing was going on."""

    name: str
    seconds: float
    pages: int
    failures: dict[str, int]
    p95: float

    @property
    def failed(self) -> int:
        return sum(self.failures.values())

    @property
    def rate(self) -> float:
        return self.pages / self.seconds


def watch(name: str, visitors: Visitors, *, seconds: float, act: Callable[[], object]) -> Phase:
    """Do something, look on for some seconds at least, and say how it went for the visitors."""
    visitors.take()
    started = time.monotonic()
    act()
    time.sleep(max(0.0, seconds - (time.monotonic() - started)))
    answers = visitors.take()
    times = [answer.seconds for answer in answers if not answer.is_failure]
    p95 = quantiles(times, n=20)[-1] if len(times) > 1 else float("nan")
    failed = [
        f"{answer.status or f'nothing ({answer.body})'} {answer.address}"
        for answer in answers
        if answer.is_failure
    ]
    return Phase(name, time.monotonic() - started, len(times), dict(Counter(failed)), p95)
