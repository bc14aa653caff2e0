"""What is counted of a place, what adds up to what, and which figures are worth more than others."""

from collections.abc import Iterator, Mapping

Cell = tuple[str, str]
"""A place and the name of a figure."""

COUNTED = (
    "municipality_with",
    "municipality_without",
    "uwv_with",
    "uwv_without",
    "published",
    "complete",
    "fresh",
    "available",
)
SUMS: tuple[tuple[str, str, str], ...] = (
    ("with_profile", "municipality_with", "uwv_with"),
    ("without_profile", "municipality_without", "uwv_without"),
    ("municipality", "municipality_with", "municipality_without"),
    ("uwv", "uwv_with", "uwv_without"),
    ("known", "with_profile", "without_profile"),
    ("known", "municipality", "uwv"),
)
# The whole, and a part of it that is printed; what is left over is not, but can be subtracted.
PARTS: tuple[tuple[str, str], ...] = (
    ("with_profile", "published"),
    ("with_profile", "complete"),
    ("with_profile", "fresh"),
    ("with_profile", "available"),
    ("fresh", "published"),
    ("fresh", "available"),
)
PRINTED = (
    "known",
    "with_profile",
    "without_profile",
    "municipality_with",
    "municipality_without",
    "uwv_with",
    "uwv_without",
    "municipality",
    "uwv",
    "published",
    "complete",
    "fresh",
    "available",
)
# Of a municipality a change of one in these, soon after, would show that a person came.
BY_ORGANISATION = (
    "municipality_with",
    "municipality_without",
    "uwv_with",
    "uwv_without",
    "municipality",
    "uwv",
)
_WORTH = {"known": 8.0, "with_profile": 6.0, "without_profile": 6.0, "municipality": 4.0, "uwv": 4.0}
_WORTH |= dict.fromkeys(("municipality_with", "municipality_without", "uwv_with", "uwv_without"), 3.0)
_USUAL_WORTH = 1.0
# A total says most, so it is the last to be suppressed.
_LEVELS = (900.0, 30.0, 1.0)


def complete_figures(counted: Mapping[str, int]) -> dict[str, int]:
    """All printed figures of a place from those that are counted."""
    figures = {name: counted[name] for name in COUNTED}
    for whole, one, other in SUMS:
        figures[whole] = figures[one] + figures[other]
    return {name: figures[name] for name in PRINTED}


def left_over(whole: str, part: str) -> str:
    """The name of what is not printed: the whole without the part."""
    return f"{whole}-{part}"


def equations() -> Iterator[tuple[str, str, str]]:
    """A figure of a place, and the two that add up to it."""
    yield from SUMS
    for whole, part in PARTS:
        yield whole, part, left_over(whole, part)


def worth(name: str, *, level: int) -> float:
    """What is lost when a figure is suppressed; level 0 is the country, 2 a municipality."""
    return _WORTH.get(name, _USUAL_WORTH) * _LEVELS[level]
