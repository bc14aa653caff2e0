"""Collects searches in this worker and writes them aside, once a minute and at the end.

A page only adds to a dictionary. When the database is away, pages go on and what
is pending waits, within its bound; a worker that is killed loses a minute at most.
"""

import atexit
import datetime
import logging
import os
import threading
from collections.abc import Callable, Iterable

from django.db import Error, connections

from explorer.demand.pending import Change, Pending
from explorer.demand.wishes import Search
from explorer.demand.write_changes import write_changes

SECONDS = 60.0
logger = logging.getLogger(__name__)


class Collector:
    """Pending searches and the thread that writes them; `start` in a process that serves pages."""

    def __init__(self, *, write: Callable[[Iterable[Change]], None], seconds: float = SECONDS) -> None:
        self.pending = Pending()
        self._write, self._seconds = write, seconds
        self._started = False
        self._process = 0
        self._lock = threading.Lock()

    def start(self) -> None:
        """From now on each process writes what it collects; what is left when it ends as well."""
        if not self._started:
            self._started = True
            atexit.register(self.flush)

    def count(
        self, search: Search, *, on: datetime.date, found: int, came_from: Search = frozenset()
    ) -> None:
        """Count a search that was answered, once for one question as far as that can be seen.

        `found` is the number of the answer. The search is compared with the one of
        the page it was asked from: the same wishes are no new question (another page
        of results), and a search that adds wishes takes the place of the former,
        which was a step on the way. One that drops or changes a wish is another question.
        """
        if not search or search == came_from:
            return
        self.pending.asked(search, on=on, found=found)
        if came_from and came_from < search:
            self.pending.refined(came_from, on=on)
        # A worker is a fork, and threads do not come along with a fork.
        if self._started and self._process != os.getpid():
            with self._lock:
                if self._process != os.getpid():
                    self._process = os.getpid()
                    threading.Thread(target=self._write_regularly, name="demand", daemon=True).start()

    def flush(self) -> None:
        """Write what is pending; what cannot be written now is kept for the next time."""
        changes = self.pending.take()
        if not changes:
            return
        try:
            self._write(changes)
        except Error:
            self.pending.add(changes)
            logger.warning("The searches of the last minute could not be written; they are kept.")

    def _write_regularly(self) -> None:
        pause = threading.Event()
        while not pause.wait(self._seconds):
            self.flush()
            # One connection a minute is cheaper than one more that stays open for each worker.
            connections.close_all()


collector = Collector(write=write_changes)
