"""The made-up people as pure values: their figures, their sense, their gaps. No database."""

import dataclasses
import datetime
import os
import re
import subprocess
import sys
from collections import Counter
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from profiles.demo.population import MadePerson, MadeProfile, people
from profiles.demo.population.gaps import UNKNOWN
from profiles.demo.population.table import REGISTER_TOTAL, TABLE, TOTALS, share_out
from profiles.demo.population.words import municipalities, parents
from profiles.register.bsn import holds_bsn
from tests.database import ROOT

TODAY = datetime.date(2026, 11, 23)
HALF_A_YEAR_AGO = datetime.date(2026, 5, 23)
# As published: municipality with and without a profile, UWV with and without.
PUBLISHED_TABLE = {
    "GM0889": (18, 30, 102, 12),
    "GM0893": (6, 24, 90, 14),
    "GM0907": (21, 24, 132, 14),
    "GM1507": (14, 62, 232, 32),
    "GM1894": (29, 107, 227, 36),
    "GM0983": (308, 432, 779, 82),
    "GM0984": (69, 141, 302, 47),
}
NEVER_SET = {"hours", "available_from"}
ATTRIBUTES = sorted(UNKNOWN.keys() - NEVER_SET)


@cache
def region(seed: int = 1) -> list[MadePerson]:
    return list(people(seed=seed, today=TODAY))


@cache
def profiles_of(seed: int = 1) -> list[MadeProfile]:
    return [person.profile for person in region(seed) if person.profile]


def share(count: int, seed: int = 1) -> float:
    return count / len(profiles_of(seed))


def test_every_cell_of_the_table_is_exact() -> None:
    counts = Counter((p.cell.municipality, p.cell.by_uwv, p.profile is not None) for p in region())
    measured = {
        code: tuple(counts[code, uwv, made] for uwv in (False, True) for made in (True, False))
        for code in PUBLISHED_TABLE
    }
    assert measured == PUBLISHED_TABLE
    assert sum(counts.values()) == 3386


def test_declared_table_adds_up_both_ways() -> None:
    for column in ("municipal_with", "municipal_without", "uwv_with", "uwv_without", "total"):
        assert sum(getattr(line, column) for line in TABLE) == getattr(TOTALS, column)
    for line in (*TABLE, TOTALS):
        assert line.municipal_with + line.municipal_without + line.uwv_with + line.uwv_without == line.total


def test_same_seed_makes_the_same_people() -> None:
    assert list(people(seed=1, today=TODAY)) == region()


def test_another_seed_makes_other_people() -> None:
    assert list(people(seed=2, today=TODAY, n=50)) != list(people(seed=1, today=TODAY, n=50))


def test_another_day_moves_dates_and_nothing_else() -> None:
    later = datetime.timedelta(days=77)
    for now, then in zip(region(), people(seed=1, today=TODAY + later), strict=True):
        assert (now.cell, now.line, now.profile is None) == (then.cell, then.line, then.profile is None)
        if now.profile and then.profile:
            assert moved(now.profile, by=later) == then.profile


def moved(profile: MadeProfile, by: datetime.timedelta) -> MadeProfile:
    names = ("available_from", "confirmed_on", "basis_recorded_on", "objected_on")
    dates = {name: getattr(profile, name) for name in names}
    return dataclasses.replace(profile, **{name: date and date + by for name, date in dates.items()})


def test_facts_of_a_person_do_not_depend_on_how_many_there_are() -> None:
    few = {p.number: p.profile for p in people(seed=1, today=TODAY, n=300) if p.profile}
    many = {p.number: p.profile for p in region() if p.profile}
    both = few.keys() & many.keys()
    assert len(both) > 100
    assert all(few[number] == many[number] for number in both)


@pytest.mark.parametrize("attribute", ATTRIBUTES)
def test_unknown_share_is_as_in_life(attribute: str) -> None:
    unknown = [p for p in profiles_of() if attribute not in p.facts and attribute not in p.not_applicable]
    assert 0.05 <= share(len(unknown)) <= 0.3


def test_education_is_unknown_of_about_fifteen_in_a_hundred() -> None:
    assert 0.12 <= share(sum("education" not in p.facts for p in profiles_of())) <= 0.18


def test_hours_and_start_are_sometimes_unknown() -> None:
    assert 0.05 <= share(sum(p.hours is None for p in profiles_of())) <= 0.3
    assert 0.05 <= share(sum(p.available_from is None for p in profiles_of())) <= 0.3


def test_not_applicable_and_recorded_exclude_each_other() -> None:
    named = Counter(name for p in profiles_of() for name in p.not_applicable)
    assert set(named) == {"licence", "transport", "direction"}
    assert not any(p.facts.keys() & set(p.not_applicable) for p in profiles_of())


def test_every_fact_is_a_word_of_the_vocabulary_and_no_group() -> None:
    for profile in profiles_of():
        for attribute, codes in profile.facts.items():
            known = parents(attribute)
            assert codes and codes <= known.keys()
            if attribute != "language":  # whose levels are a chain, not groups
                assert not codes & set(known.values())


def test_hours_are_a_range_the_register_takes() -> None:
    ranges = {p.hours for p in profiles_of() if p.hours}
    assert all(1 <= least <= most <= 60 for least, most in ranges)
    assert any(least == most for least, most in ranges)


@pytest.mark.parametrize("seed", [1, 2, 2026])
def test_enough_people_can_be_published(seed: int) -> None:
    shown = [
        p
        for p in profiles_of(seed)
        if p.state == "published" and p.basis and p.confirmed_on and p.confirmed_on >= HALF_A_YEAR_AGO
    ]
    assert 1400 <= len(shown) <= 1900


@pytest.mark.parametrize("seed", [1, 2, 2026])
def test_states_and_staleness_are_as_in_life(seed: int) -> None:
    states = Counter(p.state for p in profiles_of(seed))
    assert {"draft", "ready", "published", "paused", "placed", "withdrawn"} == set(states)
    assert 0.045 <= share(states["placed"], seed) <= 0.075
    assert 0.01 <= share(sum(p.objected_on is not None for p in profiles_of(seed)), seed) <= 0.03
    stale = sum(bool(p.confirmed_on and p.confirmed_on < HALF_A_YEAR_AGO) for p in profiles_of(seed))
    assert 0.14 <= share(stale, seed) <= 0.2


def test_states_hold_what_the_life_cycle_asks() -> None:
    for profile in profiles_of():
        assert not (profile.objected_on and profile.state == "published")
        assert (profile.basis and profile.confirmed_on) or profile.state in {"draft", "ready"}
        assert bool(profile.basis) == bool(profile.basis_recorded_on)
        dates = (profile.confirmed_on, profile.basis_recorded_on, profile.objected_on)
        assert all(date is None or date <= TODAY for date in dates)


def test_nothing_identifies_anybody() -> None:
    assert [field.name for field in dataclasses.fields(MadePerson)] == ["number", "cell", "line", "profile"]
    for person in region():
        assert re.fullmatch(r"NL-\d{6}", person.reference)
        assert not holds_bsn(person.reference)
    assert len({person.reference for person in region()}) == len(region())


@pytest.mark.parametrize(
    ("line", "attribute", "code", "times"),
    [
        ("logistics", "skill", "heftruck-rijden", 3),
        ("logistics", "sector", "52", 2.5),
        ("green", "skill", "grasmaaien", 3),
        ("green", "direction", "groen-dier", 3),
        ("kitchen", "task", "bedienen", 3),
        ("office", "affinity", "met-de-computer-werken", 3),
        ("transport", "licence", "C", 3),
        ("care", "occupation", "5321", 3),
        ("computers", "education", "mbo-4", 2),
        ("office", "competence", "24110", 2.5),
    ],
)
def test_line_of_work_shows_in_the_facts(line: str, attribute: str, code: str, times: float) -> None:
    def rate(persons: list[MadePerson]) -> float:
        held = [code in p.profile.facts.get(attribute, ()) for p in persons if p.profile]
        return sum(held) / len(held)

    inside = rate([person for person in region() if person.line == line])
    outside = rate([person for person in region() if person.line != line])
    assert outside > 0, "noise: others hold it now and then"
    assert inside >= times * outside


@given(st.integers(0, 10_000), st.lists(st.integers(1, 500), min_size=1, max_size=40))
def test_shares_add_up_and_stay_next_to_exact(number: int, weights: list[int]) -> None:
    shares = share_out(number, weights)
    assert sum(shares) == number
    for held, weight in zip(shares, weights, strict=True):
        assert abs(held - number * weight / sum(weights)) < 1


def test_few_people_live_in_the_region_and_many_all_over() -> None:
    few = list(people(seed=1, today=TODAY, n=REGISTER_TOTAL))
    assert {person.cell.municipality for person in few} == set(PUBLISHED_TABLE)
    many = list(people(seed=1, today=TODAY, n=6000))
    assert len(many) == 6000
    assert {person.cell.municipality for person in many} == set(municipalities())


def test_population_of_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        list(people(seed=1, today=TODAY, n=0))


def run(program: str, hash_seed: str = "1") -> str:
    """What another process prints, in which sets come in another order."""
    start = "import datetime, sys; from profiles.demo.population import people;"
    made = "made = list(people(seed=1, today=datetime.date(2026, 11, 23), n=300));"
    command = [sys.executable, "-c", start + made + program]
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    ).stdout


def test_population_is_made_without_django() -> None:
    assert run("print(len(made), 'django' in sys.modules)").split() == ["300", "False"]


def test_people_are_the_same_in_every_process() -> None:
    profiles = "[(p.cell.municipality, p.profile and sorted(map(sorted, p.profile.facts.values())))"
    program = f"print({profiles} for p in made])"
    assert len(run(program)) > 10_000
    assert run(program, hash_seed="1") == run(program, hash_seed="2")
