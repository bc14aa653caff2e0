"""The figures of a publication as lines of text, for a terminal."""

from collections.abc import Iterator, Mapping
from typing import Any


def lines_of(counts: Mapping[str, Any]) -> Iterator[str]:
    """`counts` as `Publication.counts` has them."""
    yield f"{counts['people']} people in {counts['groups']} groups"
    if counts["without_place"]:
        yield f"{counts['without_place']} people are in none: no municipality of the regions in the register"
    for name, groups in counts["shapes"].items():
        yield f"{name:<20}{groups:>10}"
    yield f"{counts['changed']:.1%} of the people changed since the active release"
