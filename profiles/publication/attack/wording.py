"""The table of an attack as lines of text, for a terminal."""

from collections.abc import Iterator, Mapping
from typing import Any

HEADINGS = {
    "random": "place, education band and … facts drawn by lot",
    "rarest": "place, education band and the … rarest facts",
    "level": "place, education to the level and … facts drawn by lot",
}
COLUMNS = ("singled_out", "expected", "inferred")


def lines_of(table: Mapping[str, Any]) -> Iterator[str]:
    """`table` as `Publication.report["attack"]` or the public report of a release holds it."""
    yield f"Attack on {table['targets']} people; for each figure the reading that serves the attacker best"
    heading = "".join(f"{name.replace('_', ' '):>13}" for name in COLUMNS)
    kind = ""
    for line in table["lines"]:
        if line["kind"] != kind:
            kind = line["kind"]
            yield f"Knows {HEADINGS[kind]}"
            yield f"  {'facts':<7}{heading}   | names stripped:{heading}"
        facts = "all" if line["facts"] is None else line["facts"]
        yield f"  {facts:<7}{_figures(line['release'])}   |                {_figures(line['stripped'])}"


def _figures(figures: Mapping[str, float]) -> str:
    return "".join(f"{figures[name]:>13.4f}" for name in COLUMNS)
