"""Synthetic people as anonymisation takes them, kept in a file since a million take minutes to make."""

import csv
import datetime
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain
from os import cpu_count
from pathlib import Path

import numpy as np

import profiles.vocabulary
from profiles.anonymisation.areas import Place, join_areas
from profiles.anonymisation.facts import Holdings
from profiles.anonymisation.tree import Tree, Word
from profiles.demo.population.chance import lots, pick
from profiles.demo.population.lines import BY_NAME, SHARES
from profiles.demo.population.making import made_profile
from profiles.demo.population.places import cells_for
from profiles.publication.catalogue import RELEASED_ATTRIBUTES
from profiles.publication.derive import availability, hours_bands

TODAY = datetime.date(2026, 11, 23)
NOT_RECORDED, NOT_APPLICABLE = "niet-vastgelegd", "niet-van-toepassing"
NAMES = tuple(attribute.name for attribute in RELEASED_ATTRIBUTES)
VOCABULARY = Path(profiles.vocabulary.__file__).parent / "data"
KEPT = Path(__file__).resolve().parents[3] / ".local" / "bench"
CHUNK = 10_000
# Share of the facts that follow from somebody's line of work.
LOOSE, STRONG = 0.45, 0.9

Code = tuple[str, str]


@dataclass(frozen=True)
class Sample:
    """Everybody has a profile here, unlike in the register: it is the people of a release that count."""

    tree: Tree
    chosen: Holdings
    not_applicable: tuple[tuple[int, str], ...]


def sample(*, people: int, structure: float, seed: int, floor: int, areas_for: int | None = None) -> Sample:
    """The same for the same arguments. Areas of neighbours are made by `floor`, for so many people."""
    codes, none = _stored(people, structure, seed)
    tree = _tree(areas_for or people, floor)
    number = {(word.attribute, word.code): place for place, word in enumerate(tree.words)}
    known = _all_codes()
    numbers = np.array([number[code] for code in known], dtype=np.int32)
    chosen = Holdings.of(people, codes[0], numbers[codes[1]], width=tree.size)
    silent = zip(none[0].tolist(), (NAMES[name] for name in none[1].tolist()), strict=True)
    return Sample(tree, chosen, tuple(silent))


def _stored(people: int, structure: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    file = KEPT / f"population-{people}-{structure}-{seed}.npz"
    if not file.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        codes, none = _make(people, structure, seed)
        np.savez(file, codes=codes, none=none)
    with np.load(file) as kept:
        return kept["codes"], kept["none"]


def _make(people: int, structure: float, seed: int) -> tuple[np.ndarray, np.ndarray]:
    places = [cell.municipality for cell in cells_for(people) for _ in range(cell.people)]
    chunks = [(first, places[first : first + CHUNK], structure, seed) for first in range(0, people, CHUNK)]
    with ProcessPoolExecutor(cpu_count()) as processes:
        made = list(processes.map(_make_chunk, chunks))
    return tuple(np.concatenate(parts, axis=1) for parts in zip(*made, strict=True))  # type: ignore[return-value]


def _make_chunk(given: tuple[int, list[str], float, int]) -> tuple[np.ndarray, np.ndarray]:
    first, places, structure, seed = given
    number = {code: place for place, code in enumerate(_all_codes())}
    codes: list[tuple[int, int]] = []
    none: list[tuple[int, int]] = []
    for person, place in enumerate(places, start=first):
        line = BY_NAME[pick(lots(seed=seed, about=person + 1), SHARES)]
        profile = made_profile(seed=seed, number=person + 1, line=line, today=TODAY, structure=structure)
        (least, most), starts = profile.hours or (None, None), profile.available_from
        held = chain(
            [("place", place)],
            ((name, code) for name in NAMES for code in sorted(profile.facts.get(name, ()))),
            (("hours", code) for code in hours_bands(least=least, most=most)),
            (("availability", code) for code in availability(available_from=starts, on=TODAY)),
        )
        codes += ((person, number[code]) for code in held)
        none += ((person, NAMES.index(name)) for name in profile.not_applicable if name in NAMES)
    return np.array(codes, dtype=np.int32).reshape(-1, 2).T, np.array(none, dtype=np.int32).reshape(-1, 2).T


def _all_codes() -> list[Code]:
    return [(name, row["code"]) for name in NAMES for row in _rows(name)]


def _rows(name: str) -> list[dict[str, str]]:
    with (VOCABULARY / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _tree(people: int, floor: int) -> Tree:
    words: list[Word] = []
    number: dict[Code, int] = {}
    for name in NAMES:
        for code, parent in chain(
            _places(people, floor)
            if name == "place"
            else ((row["code"], row["parent"]) for row in _rows(name)),
            ((special, "") for special in (NOT_RECORDED, NOT_APPLICABLE)),
        ):
            number[name, code] = len(words)
            words.append(Word(name, code, number[name, parent] if parent else None))
    return Tree(tuple(words), not_recorded=NOT_RECORDED, not_applicable=NOT_APPLICABLE)


def _places(people: int, floor: int) -> Iterator[Code]:
    """Regions, then areas, then municipalities below their area or region."""
    rows = _rows("place")
    count: Counter[str] = Counter()
    for cell in cells_for(people):
        count[cell.municipality] += cell.people
    areas = join_areas(
        (
            Place(
                row["code"],
                row["parent"],
                count[row["code"]],
                float(row["latitude"]),
                float(row["longitude"]),
            )
            for row in rows
            if row["parent"]
        ),
        floor=floor,
    )
    area_of = {place.code: "-".join(each.code for each in area) for area in areas for place in area}
    yield from ((row["code"], "") for row in rows if not row["parent"])
    yield from (("-".join(place.code for place in area), area[0].region) for area in areas)
    yield from ((row["code"], area_of.get(row["code"], row["parent"])) for row in rows if row["parent"])
