"""When to stop: tables of a whole country over many dates can take longer than a release can wait."""

from collections.abc import Callable

IsLate = Callable[[], bool]


class TookTooLong(Exception):
    """No answer in time. Nothing is known to be safe."""


def never() -> bool:
    return False


def require_time(is_late: IsLate) -> None:
    """Raises `TookTooLong`."""
    if is_late():
        raise TookTooLong("it took too long")
