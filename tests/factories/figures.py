"""Published figures: the table of Noord-Limburg of the seed, and a small country around it."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from explorer.release.models import Figures
from tests.database import as_owner
from tests.factories.figure_table import SEED

ON = datetime.date(2026, 11, 23)
Cells = dict[str, int | None]
Data = dict[str, Any]

ELSEWHERE = {
    ("GM0957", "Roermond"): (61, 120, 240, 40, 210, 130, 250, 190),
    ("GM0988", "Weert"): (33, 70, 160, 21, 135, 80, 160, 120),
}
REGISTER = {"people": 4340, "on": "2026-01-01", "source": "UWV, doelgroepregister"}
CELLS = (
    "known",
    "with_profile",
    "without_profile",
    "municipality_with",
    "municipality_without",
    "uwv_with",
    "uwv_without",
    "municipality",
    "uwv",
    "published",
    "complete",
    "fresh",
    "available",
)
BY_ORGANISATION = (
    "municipality_with",
    "municipality_without",
    "uwv_with",
    "uwv_without",
    "municipality",
    "uwv",
)


def cells(line: Sequence[int]) -> Cells:
    """All figures of a place from the eight that are counted."""
    m_with, m_without, u_with, u_without, published, complete, fresh, available = line
    return {
        "known": sum(line[:4]),
        "with_profile": m_with + u_with,
        "without_profile": m_without + u_without,
        "municipality_with": m_with,
        "municipality_without": m_without,
        "uwv_with": u_with,
        "uwv_without": u_without,
        "municipality": m_with + m_without,
        "uwv": u_with + u_without,
        "published": published,
        "complete": complete,
        "fresh": fresh,
        "available": available,
    }


def added_up(parts: Iterable[Mapping[str, int | None]]) -> Cells:
    listed = list(parts)
    return {name: sum(part[name] or 0 for part in listed) for name in CELLS}


def region(
    code: str,
    name: str,
    lines: Mapping[tuple[str, str], Sequence[int]],
    *,
    register: Mapping[str, object] | None = None,
    held_back: Iterable[tuple[str, str]] = (),
) -> Data:
    """A region as it stands in `Figures.data`; `held_back` names (municipality code or "", figure)."""
    rows = [
        {"code": place, "name": named, "register": None, "figures": cells(line)}
        for (place, named), line in lines.items()
    ]
    whole = {"code": code, "name": name, "register": register, "figures": added_up(map(_figures, rows))}
    for place, figure in held_back:
        next(one for one in [*rows, whole] if one["code"] == (place or code))["figures"][figure] = None
    return {**whole, "municipalities": rows}


def seed_region(*, held_back: Iterable[tuple[str, str]] = ()) -> Data:
    return region("AM29", "Noord-Limburg", SEED, register=REGISTER, held_back=held_back)


def seed_data(*, held_back: Iterable[tuple[str, str]] = ()) -> Data:
    """Noord-Limburg alone, as the demo has it."""
    noord = seed_region(held_back=held_back)
    return {"format": 1, "cells": list(CELLS), "country": noord["figures"], "regions": [noord]}


def country_data() -> Data:
    """Three regions: the seed's, one with figures held back, one with a register total alone."""
    noord = seed_region()
    midden = region("AM33", "Midden-Limburg", ELSEWHERE)
    country = added_up([noord["figures"], midden["figures"]])
    for row, figure in [(0, "municipality_with"), (0, "uwv_with"), (1, "municipality_with"), (1, "uwv_with")]:
        midden["municipalities"][row]["figures"][figure] = None
    empty = region("AM01", "Groningen", {}, register={**REGISTER, "people": 9100})
    return {
        "format": 1,
        "cells": list(CELLS),
        "country": country,
        "regions": [empty, midden, noord],
    }


def without_organisations(last: datetime.date) -> Data:
    """The seed's region in a set between two quarters; `last` is the date that has those figures."""
    data = seed_data()
    for place in data["regions"][0]["municipalities"]:
        for name in BY_ORGANISATION:
            del place["figures"][name]
    return {**data, "by_organisation_on": last.isoformat()}


def publish_figures(
    data: Data | None = None,
    *,
    on: datetime.date = ON,
    threshold: int = 5,
    note: str = "",
    note_en: str = "",
    release_number: int = 1,
    alias: str = "default",
) -> Figures:
    """Write a set of figures as the owner of the explorer database."""
    with as_owner(alias):
        return Figures.objects.create(
            on=on,
            release_number=release_number,
            threshold=threshold,
            note=note,
            note_en=note_en,
            synthetic=True,
            data=data or seed_data(),
        )


def _figures(row: Data) -> Cells:
    return row["figures"]
