"""Why the search takes what it takes: its slowest searches, what it does in them, what fills its memory."""

from collections.abc import Iterator, Mapping
from cProfile import Profile
from typing import Any

import numpy as np

from tests.bench.search import profiling
from tests.bench.search.asked import SETS, searches
from tests.bench.search.task import Engine

SLOWEST, TIMES, ARRAYS = 5, 20, 8
Told = dict[str, Any]


def of_searches(engine: Engine, sets: Mapping[str, Told], how_many: int) -> Told:
    """The slowest of both sets, and the profile of these alone."""
    words = engine.profiles.words
    asked = {name: searches(words, name, how_many) for name in SETS}
    by_time = sorted(
        ((took, name, place) for name in SETS for place, took in sets[name]["milliseconds"].items()),
        reverse=True,
    )[:SLOWEST]
    given = [engine.read(asked[name][int(place)]) for _, name, place in by_time]
    profile = Profile()
    with profile:
        for one in given * TIMES:
            engine.ask(one)
    slow = [
        {"milliseconds": took, "asked": asked[name][int(place)].text, "work": dict(engine.work(one))}
        for (took, name, place), one in zip(by_time, given, strict=True)
    ]
    return {"searches": slow, **profiling.told(profile, times=len(given) * TIMES)}


def of_building(engine: Engine) -> Told:
    """The profile of building it once more."""
    engine.load()
    profile = Profile()
    with profile:
        engine.build()
    return profiling.told(profile, times=1)


def of_memory(held: object) -> dict[str, int]:
    """Bytes of the largest arrays below an object, by where they stand."""
    found: dict[int, tuple[str, int]] = {}
    for name, array in _arrays(held, "", set()):
        whole = array
        while isinstance(whole.base, np.ndarray):
            whole = whole.base
        found.setdefault(whole.ctypes.data, (name, whole.nbytes))
    return dict(sorted(found.values(), key=lambda one: -one[1])[:ARRAYS])


def _arrays(held: object, name: str, known: set[int]) -> Iterator[tuple[str, np.ndarray]]:
    if isinstance(held, np.ndarray):
        yield name, held
    elif id(held) not in known and not isinstance(held, str | bytes | int | float | type):
        known.add(id(held))
        for part, one in _parts(held):
            yield from _arrays(one, f"{name}.{part}".strip("."), known)


def _parts(held: object) -> Iterator[tuple[object, object]]:
    if isinstance(held, Mapping):
        yield from held.items()
    elif isinstance(held, list | tuple):
        yield from (("[]", one) for one in held)
    elif type(held).__module__.startswith("explorer."):
        yield from vars(held).items() if hasattr(held, "__dict__") else ()
