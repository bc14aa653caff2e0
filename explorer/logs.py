"""Log lines that say what went wrong and where, without the values that were at hand.

The message of an exception can hold a row ("Key (name)=(...) already exists"),
a request line holds what somebody searched for. Neither belongs in a log. Nor does a key:
whoever reads `/aanvraag/status/<key>/` in a log can open the page.
"""

import logging
import re
import traceback
from types import TracebackType

KEY = re.compile(r"(?<![\w-])[\w-]{43}(?![\w-])", re.ASCII)
"""32 bytes in base 64, as links hold them."""


class ReticentFormatter(logging.Formatter):
    """Formats an exception as its kind and the lines of code it came through, never its message."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        return KEY.sub("[key]", super().format(record))

    def formatException(  # noqa: N802 - the name is the standard library's
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        kind, _, trace = ei
        return "".join([*traceback.format_tb(trace), kind.__qualname__ if kind else ""])
