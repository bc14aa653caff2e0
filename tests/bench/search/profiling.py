"""Where the time of something goes, function by function.

A profiler slows small functions most, so it tells shares only, and how often each is called.
"""

from collections.abc import Iterator, Mapping
from cProfile import Profile
from pathlib import Path
from pstats import Stats
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
MOST = 6
Told = dict[str, Any]


def told(profile: Profile, *, times: int) -> Told:
    """Calls of functions each time, and the functions that took most by themselves."""
    stats = Stats(profile)
    found: Mapping[Any, Any] = stats.stats  # type: ignore[attr-defined]
    whole = sum(own for _, _, own, _, _ in found.values()) or 1.0
    most = sorted(found.items(), key=lambda one: -one[1][2])[:MOST]
    functions = [
        {"name": _name(*place), "share": own / whole, "calls": calls / times}
        for place, (_, calls, own, _, _) in most
    ]
    return {"calls": sum(calls for _, calls, _, _, _ in found.values()) / times, "functions": functions}


def lines(profile: Told) -> Iterator[str]:
    """A line for each function."""
    yield f"  {profile['calls']:,.0f} calls of functions; most time of their own have"
    for one in profile["functions"]:
        yield f"  {one['share']:6.0%}  {one['name']}, {one['calls']:,.3g} times"


def _name(file: str, line: int, function: str) -> str:
    if file == "~":
        return function.strip("<>")
    path = Path(file)
    if path.is_relative_to(ROOT) and ".venv" not in path.parts:
        return f"{path.relative_to(ROOT)}: {function}"
    return f"{'/'.join(path.parts[-2:])}: {function}"
