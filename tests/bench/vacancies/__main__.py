"""python -m tests.bench.vacancies [--people 1556] [--each]"""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

from explorer.release.shapes import AreaKind
from tests.bench.anonymity.goals import Line
from tests.bench.anonymity.made import Bench, make
from tests.bench.vacancies.answers import Search, said, true, within
from tests.bench.vacancies.vacancies import Vacancy, read_vacancies

KM = 15
ENOUGH, MANY = 5, 10
WHAT, TOWN, CIRCLE, HOURS, ASKS, TWO = (
    "what",
    "+ municipality",
    "+ 15 km",
    "+ hours",
    "+ licence or education",
    "two whats",
)
GOALS = {WHAT: 0.98, TOWN: 0.98, CIRCLE: 0.98, HOURS: 0.75, ASKS: 0.75}
MANY_GOAL, ALL_GOAL = 0.92, 0.90
NAMED = (
    ("orderpicker, Venray, 15 km", "task:orderpicken", "Venray", 15, ()),
    ("heftruckchauffeur, Venlo, 15 km", "task:heftruck-rijden", "Venlo", 15, ()),
    ("champignonplukker, Horst aan de Maas, 10 km", "skill:champignons-plukken", "Horst aan de Maas", 10, ()),
    ("kok, Venlo, 15 km, 24-40 uur", "task:koken", "Venlo", 15, ("24-32", "32-40")),
    ("vakkenvuller, Gennep, 10 km", "task:vakken-vullen", "Gennep", 10, ()),
)


def main() -> int:
    """Print what is answered beside the goals; 1 when one is missed."""
    parser = ArgumentParser(prog="python -m tests.bench.vacancies", description=__doc__)
    parser.add_argument("--people", type=int, default=1_556)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--each", action="store_true", help="print every search")
    options = parser.parse_args()
    bench, vacancies = make(options.people, seed=options.seed), read_vacancies()
    asked = [
        (vacancy, way, said(bench, search), true(bench, search))
        for vacancy in vacancies
        for way, search in searches(bench, vacancy)
    ]
    for vacancy, way, number, truth in asked if options.each else ():
        print(f"  {vacancy.title:<34}{way:<24}{number:>5} of {truth}")
    lines = list(lines_of([(way, number, truth) for _, way, number, truth in asked]))
    print(f"\n{len(vacancies)} vacancies, {len(asked)} searches, {options.people:,} people")
    print("\n".join(map(str, lines)))
    print("\nsaid, beside the truth in the register")
    for name, number, truth in named(bench):
        print(f"  {name:<46}{f'at least {number}' if number else 'fewer than 5, or nobody':<26}{truth}")
    return int(any(line.verdict == "MISSED" for line in lines))


def searches(bench: Bench, vacancy: Vacancy) -> Iterator[tuple[str, Search]]:
    """The six ways of asking a vacancy."""
    number_of = bench.sample.number_of
    what, also, asks = (number_of[_code(text)] for text in (vacancy.what, vacancy.also, vacancy.asks))
    place = place_of(bench, vacancy.place)
    region = bench.world.members[bench.world.area(place, AreaKind.REGION)]
    circle = within(bench, place, KM)
    yield WHAT, Search((what,), region)
    yield TOWN, Search((what,), frozenset([place]))
    yield CIRCLE, Search((what,), circle)
    yield HOURS, Search((what,), circle, bands(bench, vacancy.hours))
    yield ASKS, Search((what,), circle, (asks,))
    yield TWO, Search((what, also), region)


def lines_of(asked: list[tuple[str, int, int]]) -> Iterator[Line]:
    """Share of searches with enough true people that get a number, by way, and how true the numbers are."""
    for way in (WHAT, TOWN, CIRCLE, HOURS, ASKS, TWO):
        for least in (ENOUGH, MANY):
            known = [number for each, number, truth in asked if each == way and truth >= least]
            goal = GOALS.get(way) if least == ENOUGH else MANY_GOAL if way in (HOURS, ASKS) else None
            if known:
                name = f"answered, {way}, {least} people or more ({len(known)} searches)"
                yield Line(name, _share(known), goal, at_least=True)
    four = [number for way, number, truth in asked if truth >= ENOUGH and way in (WHAT, CIRCLE, HOURS, ASKS)]
    yield Line(f"answered, all four ({len(four)} searches)", _share(four), ALL_GOAL, 0.97, at_least=True)
    yield Line("precision: numbers not above the truth", _precise(asked), 1.0, 1.0, at_least=True)
    told = [number / truth for _, number, truth in asked if number]
    yield Line("said / true, mean of answered searches", sum(told) / len(told))


def named(bench: Bench) -> Iterator[tuple[str, int, int]]:
    """The searches that are shown by name: what is said and what is true."""
    number_of = bench.sample.number_of
    for name, what, place, km, hours in NAMED:
        members = within(bench, place_of(bench, place), km)
        search = Search((number_of[_code(what)],), members, bands(bench, hours))
        yield name, said(bench, search), true(bench, search)


def bands(bench: Bench, codes: tuple[str, ...]) -> tuple[int, ...]:
    """Bands of hours; those that a wider band covers are that band, as the search reads them."""
    numbers = {bench.sample.number_of["hours", code] for code in codes}
    for wide in set(bench.world.parents[list(numbers)].tolist()) - {0}:
        if {
            number for number, parent in enumerate(bench.world.parents.tolist()) if parent == wide
        } <= numbers:
            return (wide,)
    return tuple(sorted(numbers))


def place_of(bench: Bench, name: str) -> int:
    """The municipality of a name."""
    return next(
        number
        for number, label in enumerate(bench.sample.labels)
        if label == name and bench.sample.words.attributes[number] == "place"
    )


def _code(text: str) -> tuple[str, str]:
    attribute, code = text.split(":")
    return attribute, code


def _share(numbers: list[int]) -> float:
    return sum(number > 0 for number in numbers) / max(len(numbers), 1)


def _precise(asked: list[tuple[str, int, int]]) -> float:
    told = [(number, truth) for _, number, truth in asked if number]
    return sum(number <= truth for number, truth in told) / max(len(told), 1)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
    sys.exit(main())
