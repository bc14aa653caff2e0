"""What the outside reads of a set of figures: names, register totals, and no figure that is suppressed."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from profiles.anonymisation.cell_suppression.cells import PRINTED
from profiles.anonymisation.cell_suppression.table import COUNTRY, PublishedTable, empty_figures
from profiles.register.models import RegisterTotal
from profiles.vocabulary.models import Concept

FORMAT = 1
Data = dict[str, Any]


def contents(shown: PublishedTable, *, on: datetime.date, by_organisation_on: datetime.date | None) -> Data:
    """`Figures.data`: regions by name, and in each its municipalities. Those without people are left out.

    `by_organisation_on` is the last date with the figures of municipalities by organisation: `on`
    itself, or the date to look them up at. Those that are not in this set have no entry.
    """
    names = dict(Concept.objects.of("place").values_list("code", "label_nl"))
    totals = register_totals(on=on)
    # Also regions without people in the register: their total says how many are missing.
    regions = {code for code, above in shown.parent.items() if above == COUNTRY} | set(totals)
    return {
        "format": FORMAT,
        "cells": list(PRINTED),
        "by_organisation_on": by_organisation_on.isoformat() if by_organisation_on else None,
        "country": _figures(shown, COUNTRY),
        "regions": [
            {
                **_place(shown, region, names, totals.get(region)),
                "municipalities": [
                    _place(shown, code, names)
                    for code in _by_name((c for c, above in shown.parent.items() if above == region), names)
                ],
            }
            for region in _by_name(regions, names)
        ],
    }


def register_totals(*, on: datetime.date) -> dict[str, Data]:
    """By region the newest total of the target-group register that was counted by then."""
    rows = RegisterTotal.objects.filter(counted_on__lte=on).select_related("region").order_by("counted_on")
    return {
        row.region.code: {"people": row.people, "on": row.counted_on.isoformat(), "source": row.source}
        for row in rows
    }


def _place(shown: PublishedTable, code: str, names: Mapping[str, str], register: Data | None = None) -> Data:
    return {
        "code": code,
        "name": names.get(code, code),
        "register": register,
        "figures": _figures(shown, code),
    }


def _figures(shown: PublishedTable, place: str) -> dict[str, int | None]:
    # Of a region that only has a register total nothing was counted: no people are known there.
    if (place, PRINTED[0]) not in shown.values:
        return dict(empty_figures())
    return {name: shown.values[place, name] for name in PRINTED if (place, name) in shown.values}


def _by_name(codes: Iterable[str], names: Mapping[str, str]) -> list[str]:
    return sorted(codes, key=lambda code: (names.get(code, code).casefold(), code))
