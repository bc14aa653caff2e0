"""Pieces of a page that are made once: a template with slots for what only a request knows.

A Django template is rendered with its `state`, the values it decides by, and with a
slot in the place of every other value. What comes out is kept, cut at its slots. A
request only fills them: nothing is parsed and nothing decided then. Pieces of a page
are bytes; whatever else is put in is text, and escaped.
"""

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
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
    """A rendered template: what stands around its slots, and their names."""

    __slots__ = ("around", "names")

    def __init__(self, around: Sequence[bytes], names: Sequence[str]) -> None:
        # With a place between each two for what comes in the slot.
        self.around = [piece for one in around for piece in (one, b"")][:-1]
        self.names = tuple(names)

    @classmethod
    def of(cls, html: str) -> "Pattern":
        """The pattern of a template that was rendered with slots."""
        pieces = BLANK_LINES.sub("\n", html).strip().split(MARK)
        return cls([piece.encode() for piece in pieces[::2]], pieces[1::2])

    def fill(self, values: Mapping[str, object]) -> bytes:
        """The piece of a page with these values in its slots."""
        filled = self.around.copy()
        # Most values are pieces of a page: asking their type here saves a call for each.
        filled[1::2] = [one if type(one := values[name]) is bytes else piece(one) for name in self.names]
        return b"".join(filled)

    def partly(self, values: Mapping[str, object]) -> "Pattern":
        """The pattern with these values in their slots, others open; a pattern as a value brings its own."""
        around, names = [self.around[0]], list[str]()
        for name, behind in zip(self.names, self.around[2::2], strict=True):
            value = values.get(name, Pattern([b"", b""], [name]))
            first, *rest = value.around[::2] if isinstance(value, Pattern) else [piece(value)]
            around[-1] += first
            around += rest
            names += value.names if isinstance(value, Pattern) else ()
            around[-1] += behind
        return Pattern(around, names)


class Series:
    """Patterns with the same slots, one after another, filled in one go with pieces of a page."""

    __slots__ = ("_around", "_names")

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._around = [b""]
        self._names: tuple[str, ...] = ()
        for pattern in patterns:
            self._around[-1] += pattern.around[0]
            self._around += pattern.around[1:]
            self._names = pattern.names

    def fill(self, columns: Mapping[str, Sequence[bytes]]) -> bytes:
        """A column for each slot, with a piece for each of the patterns."""
        filled, step = self._around.copy(), 2 * len(self._names)
        for place, name in enumerate(self._names):
            filled[1 + 2 * place :: step] = columns[name]
        return b"".join(filled)


class Patterns:
    """The patterns of one release in one language; `shared` is what all their templates know."""

    def __init__(self, shared: Mapping[str, object]) -> None:
        self._shared = shared
        self._kept: dict[Hashable, Pattern] = {}

    def fill(self, template: str, state: State, /, **values: object) -> bytes:
        """A template with these values in its slots."""
        return self.pattern(template, state, values).fill(values)

    def pattern(self, template: str, state: State, slots: Iterable[str]) -> Pattern:
        """A template in a state, with these slots."""
        # A state names its values in one order wherever a template is used.
        key = (template, *state.values(), *slots)
        known = self._kept.get(key)
        if known is None:
            if len(self._kept) >= MOST:
                self._kept.clear()
            known = self._kept[key] = Pattern.of(self._render(template, state, slots))
        return known

    def _render(self, template: str, state: State, slots: Iterable[str]) -> str:
        return render_to_string(template, {**self._shared, **state, **{name: Slot(name) for name in slots}})


def piece(value: object) -> bytes:
    """A value as it stands in a page: escaped, unless it is a piece of a page already."""
    return value if isinstance(value, bytes) else escape(str(value)).encode()


def joined(pieces: Iterable[object]) -> bytes:
    """Pieces of a page, one after another."""
    return b"".join([one if type(one) is bytes else piece(one) for one in pieces])
