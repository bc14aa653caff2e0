"""The figures of an attack as lines of text, for the command and the bench."""

from collections.abc import Iterator, Mapping
from typing import Any

from explorer.release.attacked import GOALS


def lines_of(attack: Mapping[str, Any]) -> Iterator[str]:
    """A heading and a line for each row: reached, with names stripped, control, goal."""
    yield f"{'attack':<20}{'knowledge':<22}{'release':>9}{'stripped':>10}{'control':>9}{'goal':>8}"
    for row in attack["rows"]:
        goal = GOALS.get((row["attack"], row["knowledge"]))
        figures = (row["release"], row["stripped"], row["control"], goal)
        cells = [f"{figure:.3f}" if figure is not None else "-" for figure in figures]
        missed = "  above its goal" if goal is not None and row["release"] > goal + 1e-9 else ""
        yield (
            f"{row['attack']:<20}{row['knowledge']:<22}{cells[0]:>9}{cells[1]:>10}{cells[2]:>9}{cells[3]:>8}"
            f"{missed}"
        )
