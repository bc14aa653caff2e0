"""The words the population is made of, read from the vocabulary's own files; no database is needed."""

import csv
from functools import cache
from pathlib import Path

import profiles.vocabulary
from profiles.demo.population.chance import falling

DATA = Path(profiles.vocabulary.__file__).parent / "data"


@cache
def parents(attribute: str) -> dict[str, str]:
    """The codes of an attribute in display order, each with its parent (empty for a top)."""
    with (DATA / f"{attribute}.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["parent"] for row in csv.DictReader(file)}


@cache
def leaves(attribute: str, group: str) -> dict[str, float]:
    """The words of a group, each next one rarer: the lists begin with what is met most."""
    words = falling(*(code for code, parent in parents(attribute).items() if parent == group))
    # The square root keeps the tail of a group from being too rare to meet.
    return {code: weight**0.5 for code, weight in words.items()}


@cache
def municipalities() -> dict[str, str]:
    """Municipalities with their labour-market region."""
    return {code: region for code, region in parents("place").items() if region}
