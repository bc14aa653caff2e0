"""Checkboxes with their counts: all of a facet in one series, of which a request says states and numbers."""

from collections.abc import Collection, Hashable, Iterable, Iterator

from explorer.search.index.tally import Counts
from explorer.search.presentation.choices import Choice, Choices
from explorer.search.presentation.pattern import Pattern, Patterns, Series
from explorer.search.presentation.wording import number

PLAIN, CHOSEN, OFF = b"", b" checked", b" disabled"
SLOTS = ("state", "count")
MOST_NUMBERS = 50_000
MOST_SERIES = 2_000
INDENTS = ("", " explorer-option--below", " explorer-option--deeper", " explorer-option--deepest")


class Ticks:
    """The checkboxes of a release, each made when it is first needed."""

    def __init__(self, patterns: Patterns) -> None:
        self._patterns = patterns
        self._each: dict[tuple[int, int], Pattern] = {}
        self._series: dict[Hashable, Series] = {}
        self._said = Numbers()

    def of(self, name: str, choices: Choices, counts: Counts, chosen: Collection[int] = ()) -> bytes:
        """The checkboxes of a facet, one after another."""
        held = counts[choices.picked].tolist()
        states = [PLAIN if count else OFF for count in held]
        for place in choices.places(chosen):
            states[place] = CHOSEN
        columns = {"state": states, "count": [self._said[count] for count in held]}
        return self._series_of(name, choices).fill(columns)

    def _series_of(self, name: str, choices: Choices) -> Series:
        known = self._series.get(choices.key)
        if known is None:
            if len(self._series) >= MOST_SERIES:
                self._series.clear()
            known = self._series[choices.key] = Series(self._ticks(name, choices.shown))
        return known

    def _ticks(self, name: str, choices: Iterable[Choice]) -> Iterator[Pattern]:
        for choice in choices:
            known = self._each.get((choice.number, choice.depth))
            yield known or self._each.setdefault((choice.number, choice.depth), self._tick(name, choice))

    def _tick(self, name: str, choice: Choice) -> Pattern:
        said = {"name": name, "code": choice.concept.code, "label": choice.concept.label}
        return self._patterns.pattern("explorer/_tick.html", {**said, "style": INDENTS[choice.depth]}, SLOTS)


class Numbers(dict[int, bytes]):
    """Counts as people write them; the same ones come again and again."""

    def __missing__(self, count: int) -> bytes:
        said = number(count).encode()
        if len(self) < MOST_NUMBERS:
            self[count] = said
        return said
