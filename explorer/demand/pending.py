"""Searches that were asked and not yet written: bounded, in the memory of one worker."""

import datetime
import threading
from collections.abc import Iterable
from dataclasses import dataclass

from explorer.demand.wishes import MAX_LENGTH, MAX_WISHES, Search, band, text, week_of

MAX_PENDING = 2000


@dataclass(frozen=True)
class Change:
    """How many more (or fewer) searches a week has of a kind; `found` is the band of the last answer."""

    week: datetime.date
    wishes: str
    searches: int
    found: int = 0

    def __add__(self, other: "Change") -> "Change":
        # The band is that of an answer; a search taken away brings none.
        found = other.found if other.searches > 0 else self.found
        return Change(self.week, self.wishes, self.searches + other.searches, found)


class Pending:
    """Changes that add up until they are taken. What exceeds the bound is not counted."""

    def __init__(self) -> None:
        self._changes: dict[tuple[datetime.date, str], Change] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._changes)

    def asked(self, search: Search, *, on: datetime.date, found: int) -> None:
        """One search more, and the number that its answer begins with (0: too few to show)."""
        change = Change(week_of(on), text(search), 1, band(found))
        if len(search) <= MAX_WISHES and len(change.wishes) <= MAX_LENGTH:
            self.add([change])

    def refined(self, search: Search, *, on: datetime.date) -> None:
        """One search less: it was a step on the way to another."""
        self.add([Change(week_of(on), text(search), -1)])

    def take(self) -> list[Change]:
        """All changes that do not cancel out; afterwards nothing is pending."""
        with self._lock:
            taken, self._changes = self._changes, {}
        return [change for change in taken.values() if change.searches]

    def add(self, changes: Iterable[Change]) -> None:
        """Add changes, also those that could not be written and wait for the next time."""
        with self._lock:
            for change in changes:
                key = (change.week, change.wishes)
                known = self._changes.get(key)
                if known is not None:
                    self._changes[key] = known + change
                elif len(self._changes) < MAX_PENDING:
                    self._changes[key] = change
