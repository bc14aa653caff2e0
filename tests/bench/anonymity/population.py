"""Synthetic people as counting takes them, kept in a file since a million take minutes to make."""

import csv
import datetime
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain
from os import cpu_count
from pathlib import Path

import numpy as np

import profiles.vocabulary
from explorer.release.shapes import ATTRIBUTES, CIRCLE_RADII, CONDITIONS, PLACE
from profiles.anonymisation.circles import widest_circles
from profiles.anonymisation.sampling import Sampling, area_id
from profiles.anonymisation.tables import Areas, People, Words, distinct, special_id
from profiles.demo.population.chance import lots, pick
from profiles.demo.population.lines import BY_NAME, SHARES
from profiles.demo.population.making import made_profile
from profiles.demo.population.places import cells_for
from profiles.publication.derive import availability, hours_bands

TODAY = datetime.date(2026, 11, 23)
EARTH_KM = 6371.0088
NOT_RECORDED, NOT_APPLICABLE = "niet-vastgelegd", "niet-van-toepassing"
SECRET = b"the secret of a benchmark, 32 b."
VOCABULARY = Path(profiles.vocabulary.__file__).parent / "data"
KEPT = Path(__file__).resolve().parents[3] / ".local" / "bench"
CHUNK = 10_000
STRUCTURE = 0.45
"""Share of the facts that follow from somebody's line of work."""

Code = tuple[str, str]


@dataclass(frozen=True)
class Sample:
    """Everybody has a profile here, unlike in the register: it is the people of a release that count.

    `codes` and `labels` go by concept number; `circles` maps (municipality, km) to an area, `points`
    a municipality to its latitude and longitude.
    """

    words: Words
    areas: Areas
    people: People
    codes: tuple[Code, ...]
    labels: tuple[str, ...]
    circles: dict[tuple[int, int], int]
    points: dict[int, tuple[float, float]]

    @property
    def number_of(self) -> dict[Code, int]:
        return {code: number for number, code in enumerate(self.codes) if number}

    def distance(self, one: int, other: int) -> float:
        """Kilometres between two municipalities."""
        start, end = np.radians([self.points[one], self.points[other]])
        half = np.sin((end - start) / 2) ** 2
        chord = half[0] + np.cos(start[0]) * np.cos(end[0]) * half[1]
        return float(2 * EARTH_KM * np.arcsin(np.sqrt(min(chord, 1.0))))

    @property
    def special(self) -> np.ndarray:
        return np.array([code in (NOT_RECORDED, NOT_APPLICABLE) for _, code in self.codes])


def sample(
    people: int, *, seed: int = 1, sampling: Sampling | None = None, everywhere: bool = False
) -> Sample:
    """The same for the same arguments: people of the region, or of the country when there are more.

    Areas are of the regions where people live, or of the whole country (`everywhere`).
    """
    person, fact = _stored(people, seed)
    files = {name: _rows(name) for name in ATTRIBUTES}
    held = {_CODES[index] for index in np.unique(fact).tolist()}
    served = {row["parent"] for row in files[PLACE] if (PLACE, row["code"]) in held}
    rows = [
        (name, row)
        for name, row in _concepts(files)
        if everywhere or name != PLACE or served & {row["code"], row["parent"]}
    ]
    codes: tuple[Code, ...] = (("", ""), *((name, row["code"]) for name, row in rows))
    number_of = {code: number for number, code in enumerate(codes) if number}
    parents = [0, *(number_of[name, row["parent"]] if row["parent"] else 0 for name, row in rows)]
    areas, circles = _areas(rows, parents)
    known = np.array([number_of.get(code, 0) for code in _CODES])
    return Sample(
        words=Words(
            attributes=tuple(name for name, _ in codes),
            parents=np.array(parents),
            permanent=np.array([0, *(_permanent(name, row["code"]) for name, row in rows)]),
        ),
        areas=areas,
        people=_people(people, person, known[fact], codes, parents, sampling or Sampling(SECRET, rate=0.05)),
        codes=codes,
        labels=("", *(row["label_nl"] for _, row in rows)),
        circles=circles,
        points={
            number: (float(row["latitude"]), float(row["longitude"]))
            for number, (name, row) in enumerate(rows, start=1)
            if name == PLACE and row["parent"]
        },
    )


def _concepts(files: dict[str, list[dict[str, str]]]) -> Iterator[tuple[str, dict[str, str]]]:
    """Rows of the vocabulary in the order of a release."""
    for name in ATTRIBUTES:
        for row in files[name]:
            yield name, row
        for code in (NOT_RECORDED, NOT_APPLICABLE) if name in CONDITIONS else ():
            yield name, {"code": code, "parent": "", "label_nl": code}


def _permanent(name: str, code: str) -> int:
    if code in (NOT_RECORDED, NOT_APPLICABLE):
        return special_id(name, is_recorded=code == NOT_APPLICABLE)
    return _NUMBER[name, code] + 1


def _areas(
    rows: list[tuple[str, dict[str, str]]], parents: list[int]
) -> tuple[Areas, dict[tuple[int, int], int]]:
    """Every set of municipalities with a name, once."""
    places = {
        number: row for number, (name, row) in enumerate(rows, start=1) if name == PLACE and row["parent"]
    }
    numbers = np.array(list(places))
    point = np.radians([(float(row["latitude"]), float(row["longitude"])) for row in places.values()])
    sets: dict[frozenset[int], str] = {}

    def add(kind: str, members: frozenset[int]) -> frozenset[int]:
        sets[members] = sets.get(members, "") + (kind if kind not in sets.get(members, "") else "")
        return members

    for number in places:
        add("M", frozenset([number]))
    for region in sorted({parents[number] for number in places}):
        add("R", frozenset(number for number in places if parents[number] == region))
    add("N", frozenset(places))
    around = {}
    for index, number in enumerate(places):
        half = np.sin((point - point[index]) / 2) ** 2
        chord = half[:, 0] + np.cos(point[:, 0]) * np.cos(point[index, 0]) * half[:, 1]
        km = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(chord, 1.0)))
        for radius in CIRCLE_RADII:
            around[number, radius] = add("C", frozenset(numbers[km <= radius].tolist()))
    code_of = {number: row["code"] for number, row in places.items()}
    area_of = {members: area for area, members in enumerate(sets, start=1)}
    ids = [area_id(code_of[number] for number in members) for members in sets]
    circles = {name: area_of[members] for name, members in around.items()}
    kinds = ("", *sets.values())
    areas = Areas(kinds, (frozenset(), *sets), np.array([0, *ids], np.uint64), widest_circles(circles, kinds))
    return areas, circles


def _people(
    size: int,
    person: np.ndarray,
    fact: np.ndarray,
    codes: tuple[Code, ...],
    parents: list[int],
    sampling: Sampling,
) -> People:
    """Closed upward, with *niet vastgelegd* of each condition of which nothing is known."""
    is_place = np.array([name == PLACE for name, _ in codes])
    municipality = np.zeros(size, np.int64)
    municipality[person[is_place[fact]]] = fact[is_place[fact]]
    pairs = [(person[~is_place[fact] & (fact > 0)] << 16) | fact[~is_place[fact] & (fact > 0)]]
    above = np.array(parents)
    while (up := above[pairs[-1] & 0xFFFF]).any():
        pairs.append(((pairs[-1] >> 16) << 16 | up)[up > 0])
    for name in CONDITIONS:
        numbers = [number for number, (attribute, _) in enumerate(codes) if attribute == name]
        known = np.zeros(size, bool)
        known[person[np.isin(fact, numbers)]] = True
        unknown = next(number for number in numbers if codes[number][1] == NOT_RECORDED)
        pairs.append((np.flatnonzero(~known) << 16) | unknown)
    held = distinct(np.concatenate(pairs))
    return People(
        keys=sampling.person_keys(range(1, size + 1)),
        municipality=municipality,
        starts=np.searchsorted(held >> 16, np.arange(size + 1)),
        facts=held & 0xFFFF,
    )


def _stored(people: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """(person, index in `_all_codes`) of every recorded fact."""
    file = KEPT / f"groups-{people}-{seed}.npz"
    if not file.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        np.savez(file, pairs=_make(people, seed))
    with np.load(file) as kept:
        person, fact = kept["pairs"].astype(np.int64)
    return person, fact


def _make(people: int, seed: int) -> np.ndarray:
    places = [cell.municipality for cell in cells_for(people) for _ in range(cell.people)]
    chunks = [(first, places[first : first + CHUNK], seed) for first in range(0, people, CHUNK)]
    with ProcessPoolExecutor(cpu_count()) as processes:
        return np.concatenate(list(processes.map(_make_chunk, chunks)), axis=1)


def _make_chunk(given: tuple[int, list[str], int]) -> np.ndarray:
    first, places, seed = given
    pairs: list[tuple[int, int]] = []
    for person, place in enumerate(places, start=first):
        line = BY_NAME[pick(lots(seed=seed, about=person + 1), SHARES)]
        profile = made_profile(seed=seed, number=person + 1, line=line, today=TODAY, structure=STRUCTURE)
        (least, most), starts = profile.hours or (None, None), profile.available_from
        held = chain(
            [(PLACE, place)],
            ((name, code) for name in ATTRIBUTES for code in sorted(profile.facts.get(name, ()))),
            (("hours", code) for code in hours_bands(least=least, most=most)),
            (("availability", code) for code in availability(available_from=starts, on=TODAY)),
            ((name, NOT_APPLICABLE) for name in profile.not_applicable if name in CONDITIONS),
        )
        pairs += ((person, _NUMBER[code]) for code in held)
    return np.array(pairs, dtype=np.int32).reshape(-1, 2).T


def _all_codes() -> list[Code]:
    """Every code of the vocabulary; the two special ones of each condition come last."""
    listed = [(name, row["code"]) for name in ATTRIBUTES for row in _rows(name)]
    return listed + [(name, code) for name in CONDITIONS for code in (NOT_RECORDED, NOT_APPLICABLE)]


def _rows(name: str) -> list[dict[str, str]]:
    with (VOCABULARY / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


_CODES = _all_codes()
_NUMBER = {code: number for number, code in enumerate(_CODES)}
