"""The figures of a publication as lines of text, for a terminal."""

from collections.abc import Iterator, Mapping
from typing import Any


def lines_of(counts: Mapping[str, Any]) -> Iterator[str]:
    """`counts` as `Publication.counts` holds them."""
    yield f"{counts['people']} people on {counts['rows']} rows in {counts['classes']} classes"
    if counts["held_back"]:
        yield f"{counts['held_back']} people held back: too few"
    yield f"{'attribute':<14}{'given':>10}{'in full':>10}{'or group':>10}"
    for name, kept in counts["attributes"].items():
        yield f"{name:<14}{kept['given']:>10}{_share(kept, 'full'):>10}{_share(kept, 'group'):>10}"


def _share(kept: Mapping[str, int], part: str) -> str:
    return f"{kept[part] / kept['given']:.1%}" if kept["given"] else "-"
