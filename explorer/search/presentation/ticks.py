"""Checkboxes with their counts: of each option a pattern per state, and a number put in."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from explorer.search.presentation.choices import Choice
from explorer.search.presentation.pattern import Pattern, Patterns, joined
from explorer.search.presentation.wording import number

STATES = ("plain", "chosen", "off")
MOST_NUMBERS = 50_000
INDENTS = ("", "explorer-option--below", "explorer-option--deeper", "explorer-option--deepest")


@dataclass(frozen=True, slots=True)
class Tick:
    """One option in its three states, each with a slot for the count."""

    plain: Pattern
    chosen: Pattern
    off: Pattern


class Ticks:
    """The checkboxes of a release, each made when it is first needed."""

    def __init__(self, patterns: Patterns) -> None:
        self._patterns = patterns
        self._known: dict[tuple[int, int], Tick] = {}
        self._numbers = Numbers()

    def of(
        self, name: str, choices: Iterable[Choice], counts: Sequence[int], chosen: Collection[int]
    ) -> SafeString:
        """The checkboxes of a facet, one after another."""
        return joined(self._each(name, choices, counts, chosen))

    def _each(
        self, name: str, choices: Iterable[Choice], counts: Sequence[int], chosen: Collection[int]
    ) -> Iterator[SafeString]:
        for choice in choices:
            tick = self._known.get((choice.number, choice.depth)) or self._make(name, choice)
            count = counts[choice.number]
            state = tick.chosen if choice.number in chosen else tick.plain if count else tick.off
            yield state.fill({"count": self._numbers[count]})

    def _make(self, name: str, choice: Choice) -> Tick:
        said = {"name": name, "code": choice.concept.code, "label": choice.concept.label}
        states = ({**said, "style": INDENTS[choice.depth], "state": state} for state in STATES)
        tick = Tick(*(self._patterns.pattern("explorer/_tick.html", state, ["count"]) for state in states))
        return self._known.setdefault((choice.number, choice.depth), tick)


class Numbers(dict[int, SafeString]):
    """Counts as people write them; the same ones come again and again."""

    def __missing__(self, count: int) -> SafeString:
        said = SafeString(number(count))
        if len(self) < MOST_NUMBERS:
            self[count] = said
        return said
