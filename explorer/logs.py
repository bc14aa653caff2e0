"""Log lines that say what went wrong and where, without the values that were at hand.

The message of an exception can hold a row ("Key (name)=(...) already exists"),
a request line holds what a visitor searched for. Neither belongs in a log. Nor does a key:
whoever reads `/aanvraag/status/<key>/` in a log can open the page.
"""

import copy
import logging
import re
import traceback
from collections.abc import Mapping
from contextvars import ContextVar
from types import MappingProxyType, TracebackType

from gunicorn.glogging import Logger
from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

# 32 bytes in base 64, as links hold them.
KEY = re.compile(r"(?<![\w-])[\w-]{43}(?![\w-])", re.ASCII)
REFUSED = re.compile(r"^(Invalid request from ip=).*", re.DOTALL)
# What every line of a request has: its id and, inside, the pseudonym of the account.
CONTEXT: ContextVar[Mapping[str, str]] = ContextVar("request", default=MappingProxyType({}))
ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def trace_of(info: ExceptionInfo) -> str:
    """An exception as the lines of code it came through and its kind, never its message."""
    kind, _, trace = info
    return "".join([*traceback.format_tb(trace), kind.__qualname__ if kind else ""])


def without_address(record: logging.LogRecord) -> logging.LogRecord:
    """A line of Django about a request, without its path: a visitor types names into addresses too."""
    path = getattr(getattr(record, "request", None), "path", None)
    if path is None or not isinstance(record.args, tuple):
        return record
    told = copy.copy(record)
    told.args = tuple("[path]" if argument == path else argument for argument in record.args)
    return told


class ReticentFormatter(logging.Formatter):
    """Lines for people."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def format(self, record: logging.LogRecord) -> str:
        return KEY.sub("[key]", super().format(without_address(record)))

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802 - the name is the standard library's
        return trace_of(ei)


class ReticentJsonFormatter(JsonFormatter):
    """Lines for programs: an object each, with the request that it belongs to."""

    def __init__(self) -> None:
        names = {"levelname": "level", "name": "logger"}
        super().__init__(
            "{levelname}{name}{message}",
            style="{",
            timestamp=True,
            rename_fields=names,
            # What Django adds to its lines would be written with address and search words.
            reserved_attrs=[*RESERVED_ATTRS, "request"],
        )

    def add_fields(self, log_data: dict[str, object], record: logging.LogRecord, message_dict: dict) -> None:
        super().add_fields(log_data, record, message_dict)
        log_data.update(CONTEXT.get())

    def format(self, record: logging.LogRecord) -> str:
        return KEY.sub("[key]", super().format(without_address(record)))

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802 - the name is the standard library's
        return trace_of(ei)


class ServerLogger(Logger):
    """gunicorn's own lines in the same form; a request that it refuses is logged without what was asked."""

    def setup(self, cfg: object) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(ReticentJsonFormatter())
            handler.addFilter(_without_request)


def _without_request(record: logging.LogRecord) -> bool:
    record.msg = REFUSED.sub(r"\1…", str(record.msg))
    if record.msg.startswith("Error handling request"):
        # The address may have search words in it.
        record.msg, record.args = "Error handling request", ()
    return True
