"""Pieces of a page that are made once: a template with slots for what only a request knows.

A Django template is rendered with its `state`, the values it decides by, and with a
slot in the place of every other value. What comes out is kept. A request only fills
the slots: nothing is parsed and nothing decided then, and what is put in is escaped
unless it came from a pattern itself.
"""

import re
from collections.abc import Hashable, Iterable, Mapping
from html import escape

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

MARK = "\0"
"""Begins and ends a slot. No word of a release holds it: PostgreSQL stores none that does."""
MOST = 20_000
"""Patterns that are kept; far more than there are states, so that a mistake costs time and no memory."""
BLANK_LINES = re.compile(r"\s*\n\s*")

State = Mapping[str, Hashable]


class UndecidedError(TypeError):
    """A template decides by a value that only a request knows; it belongs in the state."""


class Slot(SafeString):
    """Stands in a template for what a request puts in."""

    def __new__(cls, name: str) -> "Slot":
        return super().__new__(cls, f"{MARK}{name}{MARK}")

    def __bool__(self) -> bool:
        raise UndecidedError(f"a template cannot decide by {self.strip(MARK)}")


class Pattern:
    """A rendered template with slots in it."""

    def __init__(self, html: str) -> None:
        pieces = BLANK_LINES.sub("\n", html).strip().replace("%", "%%").split(MARK)
        pieces[1::2] = [f"%({name})s" for name in pieces[1::2]]
        self._format = "".join(pieces)

    def fill(self, values: Mapping[str, object]) -> SafeString:
        """The piece of a page with these values in its slots."""
        # Most values are pieces of a page: asking their type here saves a call for each.
        said = {name: one if type(one) is SafeString else shown(one) for name, one in values.items()}
        return SafeString(self._format % said)


class Patterns:
    """The patterns of one release in one language; `shared` is what all their templates know."""

    def __init__(self, shared: Mapping[str, object]) -> None:
        self._shared = shared
        self._kept: dict[Hashable, Pattern] = {}

    def fill(self, template: str, state: State, /, **values: object) -> SafeString:
        """A template with these values in its slots."""
        return self.pattern(template, state, values).fill(values)

    def pattern(self, template: str, state: State, slots: Iterable[str]) -> Pattern:
        """A template in a state, with these slots."""
        key = (template, *state.items(), *slots)
        known = self._kept.get(key)
        if known is None:
            if len(self._kept) >= MOST:
                self._kept.clear()
            known = self._kept[key] = Pattern(self._render(template, state, slots))
        return known

    def _render(self, template: str, state: State, slots: Iterable[str]) -> str:
        return render_to_string(template, {**self._shared, **state, **{name: Slot(name) for name in slots}})


def shown(value: object) -> str:
    """A value as it stands in a page: escaped, unless it is a piece of a page already."""
    return value if isinstance(value, SafeString) else escape(str(value))


def piece(text: str) -> SafeString:
    """A text as a piece of a page, for one that is put in more than once."""
    return SafeString(shown(text))


def joined(pieces: Iterable[object]) -> SafeString:
    """Pieces of a page, one after another."""
    return SafeString("".join([one if type(one) is SafeString else shown(one) for one in pieces]))
