"""Log lines that say what went wrong and where, without the values that were at hand.

The message of an exception can hold a row ("Key (name)=(...) already exists"),
a request line holds what somebody searched for. Neither belongs in a log.
"""

import logging
import traceback
from types import TracebackType


class ReticentFormatter(logging.Formatter):
    """Formats an exception as its kind and the lines of code it came through, never its message."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def formatException(  # noqa: N802 - the name is the standard library's
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        kind, _, trace = ei
        return "".join([*traceback.format_tb(trace), kind.__qualname__ if kind else ""])
