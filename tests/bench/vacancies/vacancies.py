"""Forty-five vacancies of Noord-Limburg as employers put them up; nothing of them was looked up first."""

import csv
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).with_name("vacancies.csv")


class Vacancy(NamedTuple):
    """`what` and `also` are attribute:code; `hours` bands; `asks` a licence or an education."""

    title: str
    place: str
    what: str
    also: str
    hours: tuple[str, ...]
    asks: str


def read_vacancies() -> list[Vacancy]:
    """All of the file beside this module."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return [Vacancy(**{**row, "hours": tuple(row["hours"].split())}) for row in csv.DictReader(file)]
