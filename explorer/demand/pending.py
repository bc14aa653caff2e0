"""Searches that were asked and not yet written: bounded, in the memory of one worker."""

import datetime
import threading
from collections.abc import Iterable
from dataclasses import dataclass

from explorer.demand.wishes import LONGEST, MOST_WISHES, Search, band, text, week_of

AT_MOST = 2000


@dataclass(frozen=True)
class Change:
    """How many more (or fewer) searches a week has of a kind; no bands where nothing was found out."""

    week: datetime.date
    wishes: str
    searches: int
    certain: int = 0
    possible: int = 0


class Pending:
    """Changes that add up until they are taken. What exceeds the bound is not counted."""

    def __init__(self) -> None:
        self._changes: dict[tuple[datetime.date, str], Change] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._changes)

    def asked(self, search: Search, *, on: datetime.date, certain: int, possible: int) -> None:
        """One search more, and how many people it found."""
        change = Change(week_of(on), text(search), 1, band(certain), band(possible))
        if len(search) <= MOST_WISHES and len(change.wishes) <= LONGEST:
            self._add([change])

    def left(self, search: Search, *, on: datetime.date) -> None:
        """One search less: it was a step on the way to another."""
        self._add([Change(week_of(on), text(search), -1)])

    def take(self) -> list[Change]:
        """What adds up to something, and nothing is pending any more."""
        with self._lock:
            taken, self._changes = self._changes, {}
        return [change for change in taken.values() if change.searches]

    def put_back(self, changes: Iterable[Change]) -> None:
        """Keep what could not be written, for the next time."""
        self._add(changes)

    def _add(self, changes: Iterable[Change]) -> None:
        with self._lock:
            for change in changes:
                place = (change.week, change.wishes)
                known = self._changes.get(place)
                if known is not None:
                    self._changes[place] = _sum(known, change)
                elif len(self._changes) < AT_MOST:
                    self._changes[place] = change


def _sum(one: Change, other: Change) -> Change:
    # The bands are those of an answer; a step on the way brings none.
    answer = other if other.searches > 0 else one
    searches = one.searches + other.searches
    return Change(one.week, one.wishes, searches, answer.certain, answer.possible)
