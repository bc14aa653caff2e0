"""Ctrl-C, `kill` and a closed terminal, all as KeyboardInterrupt, put off where a cut would leave remains."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

STDIN = 0
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interrupts:
    """Takes the signals over when it is made."""

    def __init__(self) -> None:
        self._is_put_off, self._came = False, False
        self._has_terminal = os.isatty(STDIN)
        for number in SIGNALS:
            # A shell sets SIGINT aside in the background, where Ctrl-C is not meant for us; `kill -INT` is.
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self._take)

    @contextmanager
    def put_off(self) -> Iterator[None]:
        """A signal that comes inside the block is raised at its end."""
        self._is_put_off = True
        try:
            yield
        finally:
            self._is_put_off = False
        if self._came:
            raise KeyboardInterrupt

    def look(self) -> None:
        """Raise KeyboardInterrupt where the terminal was closed: only a shell passes that on as a signal."""
        if self._has_terminal and not os.isatty(STDIN):
            raise KeyboardInterrupt

    def ignore(self) -> None:
        """From now on: a second Ctrl-C must not leave half of it running."""
        for number in SIGNALS:
            signal.signal(number, signal.SIG_IGN)

    def _take(self, number: int, frame: FrameType | None) -> None:
        self._came = True
        if not self._is_put_off:
            raise KeyboardInterrupt
