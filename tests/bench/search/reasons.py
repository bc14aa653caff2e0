"""What was profiled, in lines below the goals that were missed."""

from collections.abc import Callable, Iterator
from typing import Any

from tests.bench.search import profiling

Size = dict[str, Any]
# Of an address; the whole one stands in the file beside the table.
WIDTH = 70


def search(engine: str) -> Callable[[Size], Iterator[str]]:
    """The slowest searches, what they walk, and the functions they spend their time in."""

    def told(size: Size) -> Iterator[str]:
        found = _why(size, engine).get("searching")
        for one in found["searches"] if found else ():
            work = ", ".join(f"{name} {amount:,}" for name, amount in one["work"].items())
            yield f"  {one['milliseconds']:.3f} ms  {(one['asked'] or '-')[:WIDTH]}  ({work})"
        yield from profiling.lines(found) if found else ()

    return told


def building(size: Size) -> Iterator[str]:
    """Functions of building an index."""
    found = _why(size, "ours").get("building")
    yield from profiling.lines(found) if found else ()


def memory(size: Size) -> Iterator[str]:
    """The largest arrays of an index."""
    for name, held in _why(size, "ours").get("memory", {}).items():
        yield f"  {held / size['people']:8.1f} bytes a profile  {name}"


def page(size: Size) -> Iterator[str]:
    """Functions of a whole page."""
    yield from profiling.lines(size["pages"]["profile"]["page"])


def ready(size: Size) -> Iterator[str]:
    """Functions of a worker's first page."""
    yield from profiling.lines(size["pages"]["profile"]["ready"])


def _why(size: Size, engine: str) -> dict[str, Any]:
    return next((one.get("why", {}) for one in size["engines"] if one["engine"] == engine), {})
