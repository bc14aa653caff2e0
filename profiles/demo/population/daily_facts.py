"""What does not follow from a line of work but from daily life: travel, times, contract, languages."""

import random

from profiles.demo.population.chance import Weights, happens, pick
from profiles.demo.population.line_of_work import LineOfWork

HOURS: dict[tuple[int, int], float] = {
    (4, 8): 3, (8, 12): 5, (8, 16): 7, (12, 16): 9, (12, 20): 7, (16, 20): 11, (16, 24): 16, (20, 24): 12,
    (20, 32): 6, (24, 28): 8, (24, 32): 17, (28, 36): 6, (32, 32): 6, (32, 36): 7, (32, 40): 13, (36, 40): 6,
    (40, 40): 2,
}  # fmt: skip
DISTANCE_BY_CAR: Weights = {"10": 2, "15": 4, "25": 9, "50": 6, "75": 1}
DISTANCE_OTHERWISE: Weights = {"5": 5, "10": 10, "15": 8, "25": 6, "50": 1}
CONTRACTS: Weights = {"B": 9, "O": 8, "01": 10, "02": 3, "04": 4, "03": 1}
SPEAKS_DUTCH: Weights = {"": 3, "redelijk": 21, "goed": 47, "uitstekend": 29}
WRITES_LESS: Weights = {"same": 5, "one": 7, "two": 2}
LEVELS = ("", "redelijk", "goed", "uitstekend")
AT_HOME: Weights = {
    "pol": 9, "ara": 10, "tur": 6, "ukr": 4, "tir": 4, "som": 3, "fas": 3, "rif": 4, "ron": 2, "bul": 2,
    "rus": 1, "por": 1, "spa": 1,
}  # fmt: skip
# Licences that anybody may hold, whatever the work.
ANYBODY: Weights = {"AM": 0.08, "BE": 0.015, "C": 0.012, "T": 0.01}
WEEK = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")
TIMES: Weights = {"days": 46, "mornings": 22, "some days": 16, "with evenings": 8, "shifts": 8}
SCHEDULES: Weights = {"vaste-dagen": 8, "schooltijden": 3, "weekend": 2, "wisselende-dagen": 2}


def hours(lot: random.Random) -> tuple[int, int]:
    """Least and most hours per week."""
    return lot.choices(list(HOURS), weights=list(HOURS.values()))[0]


def daily_facts(lot: random.Random, *, line: LineOfWork) -> dict[str, set[str]]:
    """Codes by attribute; a licence or means of transport may be an empty set: none, and asked."""
    # Heavier licences come on top of the one for a car; a moped goes with having no car.
    car = happens(lot, line.car_licence)
    chances = {**ANYBODY, **line.other_licences}
    others = {code for code, chance in chances.items() if happens(lot, chance)}
    licences = others - {"AM"} | {"B"} if car else others & {"AM", "T"}
    # By licence, so that no one drives without.
    vehicles = {
        "auto": 0.72 if "B" in licences else 0.0,
        "bromfiets": 0.75 if "AM" in licences else 0.02,
        "fiets": 0.62,
        "ov": 0.42,
        "reist-zelfstandig": 0.5,
        "anders": 0.05,
    }
    transport = {code for code, chance in vehicles.items() if happens(lot, chance)}
    distances = DISTANCE_BY_CAR if "auto" in transport else DISTANCE_OTHERWISE
    return {
        "licence": licences,
        "transport": transport,
        "distance": {pick(lot, distances)},
        "worktime": _worktimes(lot),
        "contract": {pick(lot, CONTRACTS) for _ in range(lot.randint(1, 3))},
        "language": _languages(lot),
    }


def _worktimes(lot: random.Random) -> set[str]:
    kind = pick(lot, TIMES)
    days = set(WEEK) if kind != "some days" else set(lot.sample(WEEK, lot.randint(2, 4)))
    parts = ["ochtend"] if kind == "mornings" else ["ochtend", "middag"]
    if kind == "with evenings":
        parts.append("avond")
    times = {f"{day}-{part}" for day in days for part in parts}
    if kind == "shifts":
        return times | {pick(lot, {"ploegendienst-2": 5, "ploegendienst-3": 2, "ploegendienst-5": 1})}
    return times | {pick(lot, SCHEDULES)} if happens(lot, 0.35) else times


def _languages(lot: random.Random) -> set[str]:
    # The highest level of each; Dutch is written no better than it is spoken.
    spoken = LEVELS.index(pick(lot, SPEAKS_DUTCH))
    written = max(0, spoken - ("same", "one", "two").index(pick(lot, WRITES_LESS)))
    codes = {f"nld-spreken-{LEVELS[spoken]}"} if spoken else set()
    codes |= {f"nld-schrijven-{LEVELS[written]}"} if written else set()
    if happens(lot, 0.12 if spoken == 3 else 0.3 if spoken == 2 else 0.7):
        codes |= _language(lot, pick(lot, AT_HOME), speaks="uitstekend")
    for other, chance in (("eng", 0.36), ("deu", 0.22)):
        if happens(lot, chance):
            codes |= _language(lot, other, speaks=pick(lot, {"redelijk": 5, "goed": 4, "uitstekend": 1}))
    return codes


def _language(lot: random.Random, language: str, *, speaks: str) -> set[str]:
    codes = {f"{language}-spreken-{speaks}"}
    return codes | {f"{language}-schrijven-{speaks}"} if happens(lot, 0.5) else codes
