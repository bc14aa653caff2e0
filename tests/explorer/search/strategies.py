"""Random small releases and random searches in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from hypothesis import strategies as st

from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED
from explorer.release.weighing import Mode
from explorer.search.facets import RADII
from tests.factories.releases import Fact, Word

FACETS = {"plaats": "place", "uren": "hours", "rijbewijs": "licence", "beroep": "occupation",
          "taak": "task", "vaardigheid": "skill", "taal": "language"}  # fmt: skip
WORDS = ("occupation", "task", "skill")
BANDS = ("8-16", "16-24", "24-32", "32-40")


@dataclass(frozen=True)
class Small:
    """A release before it is written."""

    words: tuple[Word, ...]
    rows: tuple[tuple[int, tuple[Fact, ...]], ...]
    withdrawn: tuple[int, ...]
    policy: Mapping[str, object]


@st.composite
def trees(draw: st.DrawFn, attribute: str) -> list[Word]:
    """A forest of up to eight words with its special ones; some places lack a point."""
    if attribute == "hours":
        words = [Word("hours", "laag"), *(Word("hours", band, parent="laag") for band in BANDS[:2])]
        words += [Word("hours", "hoog"), *(Word("hours", band, parent="hoog") for band in BANDS[2:])]
    else:
        words = []
        for place in range(draw(st.integers(1, 8))):
            parent = draw(st.sampled_from(["", *(word.code for word in words)]))
            point = draw(points()) if attribute == "place" else None
            synonyms = (f"woord {draw(st.integers(0, 2))}",)
            name = f"{attribute}-{'abcdefgh'[place]}"
            words.append(Word(attribute, name, f"Soort {name}", parent, synonyms=synonyms, point=point))
    special = draw(st.sampled_from([(NOT_RECORDED, NOT_APPLICABLE), (NOT_RECORDED,), ()]))
    return words + [Word(attribute, code) for code in special]


def points() -> st.SearchStrategy[tuple[float, float] | None]:
    """Points some kilometres apart, or none."""
    near = st.tuples(st.integers(0, 12), st.integers(0, 12))
    return st.none() | near.map(lambda steps: (51.0 + steps[0] * 0.0723, 5.5 + steps[1] * 0.1039))


@st.composite
def releases(draw: st.DrawFn) -> Small:
    """Some attributes told of, rows that tell much, little, a group or nothing, withdrawals, any mode."""
    attributes = draw(st.lists(st.sampled_from(sorted(FACETS.values())), min_size=1, unique=True))
    words = tuple(word for attribute in sorted(attributes) for word in draw(trees(attribute)))
    fact = st.sampled_from([word.fact for word in words])
    policy = draw(policies())
    least = 1 if policy["mode"] == "profiles" else policy["k"]
    row = st.tuples(st.integers(least, least + 2), st.lists(fact, max_size=6).map(tuple))
    rows = tuple(draw(st.lists(row, max_size=12)))
    withdrawn = draw(st.lists(st.integers(0, max(0, len(rows) - 1)), max_size=4)) if rows else []
    return Small(words, rows, tuple(withdrawn), policy)


def policies() -> st.SearchStrategy[dict[str, Any]]:
    """Every mode; in those of twins one or two withdrawals can take a row away."""
    modes = st.sampled_from([mode.value for mode in Mode])
    return st.fixed_dictionaries({"mode": modes, "k": st.integers(2, 3)})


@st.composite
def queries(draw: st.DrawFn, words: Sequence[Word]) -> str:
    """A query string that asks for words of a release, with every kind of parameter."""
    asked: list[tuple[str, str]] = []
    for facet, attribute in FACETS.items():
        codes = [word.code for word in words if word.attribute == attribute]
        if codes and draw(st.booleans()):
            chosen = draw(st.lists(st.sampled_from(codes), max_size=3))
            asked += [(facet, code) for code in chosen]
        asked += [(f"{facet}_onbekend", switch) for switch in draw(switches())]
    centres = [word.code for word in words if word.point]
    if centres and draw(st.booleans()):
        asked.append(("vanuit", draw(st.sampled_from(centres))))
        asked += [("straal", str(km)) for km in draw(st.lists(st.sampled_from(RADII), max_size=1))]
    asked += draw(hours())
    names = [word.synonyms[0] for word in words if word.attribute in WORDS and word.synonyms]
    if names and draw(st.booleans()):
        asked.append(("q", draw(st.sampled_from(names)).upper()))
        asked += [("q_onbekend", switch) for switch in draw(switches())]
    if draw(st.integers(0, 3)) == 0:
        asked.append(("zeker", "ja"))
    return urlencode(draw(st.permutations(asked)))


def switches() -> st.SearchStrategy[list[str]]:
    """Mostly nothing."""
    return st.sampled_from([[], [], [], ["nee"], ["ja"], ["ja", "nee"]])


@st.composite
def hours(draw: st.DrawFn) -> list[tuple[str, str]]:
    """No hours, one side or both."""
    sides = draw(st.sampled_from([(), (), ("uren_van",), ("uren_tot",), ("uren_van", "uren_tot")]))
    edges = sorted(draw(st.integers(0, 48)) for _ in sides)
    return [(side, str(edge)) for side, edge in zip(sides, edges, strict=True)]
