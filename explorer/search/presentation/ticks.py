"""Checkboxes with their counts: of each option a pattern per state, and a number put in."""

from collections.abc import Collection, Iterator, Sequence

from django.utils.safestring import SafeString

from explorer.search.concepts import Concept
from explorer.search.presentation.choices import Choice
from explorer.search.presentation.pattern import Pattern, Patterns, joined
from explorer.search.presentation.wording import number

INDENTS = ("", "explorer-option--below", "explorer-option--deeper", "explorer-option--deepest")


class Ticks:
    """The checkboxes of a release; a pattern is made when it is first needed."""

    def __init__(self, patterns: Patterns) -> None:
        self._patterns = patterns
        self._known: dict[tuple[int, int, str], Pattern] = {}

    def of(
        self, name: str, choices: Sequence[Choice], counts: Sequence[int], chosen: Collection[int]
    ) -> SafeString:
        """The checkboxes of a facet, one after another."""
        return joined(self._each(name, choices, counts, chosen))

    def _each(
        self, name: str, choices: Sequence[Choice], counts: Sequence[int], chosen: Collection[int]
    ) -> Iterator[SafeString]:
        for choice in choices:
            at = choice.concept.number
            count = counts[at]
            state = "chosen" if at in chosen else "plain" if count else "off"
            known = self._known.get((at, choice.depth, state)) or self._make(name, choice, state)
            yield known.fill({"count": number(count)})

    def _make(self, name: str, choice: Choice, state: str) -> Pattern:
        made = self._patterns.pattern(
            "explorer/_tick.html", _state(name, choice.concept, choice.depth, state), ("count",)
        )
        return self._known.setdefault((choice.concept.number, choice.depth, state), made)


def _state(name: str, concept: Concept, depth: int, state: str) -> dict[str, str]:
    return {
        "name": name,
        "code": concept.code,
        "label": concept.label,
        "style": INDENTS[depth],
        "state": state,
    }
