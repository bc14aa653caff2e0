"""The regions on the map are those of the country, once each."""

import csv
from pathlib import Path

from explorer.transparency.figures.regions import MAP, NAMES


def test_every_region_has_a_tile_of_its_own() -> None:
    assert len(MAP) == len(NAMES) == len({region.tile for region in MAP}) == 35


def test_codes_and_names_are_those_of_the_country(shared_data: Path) -> None:
    with (shared_data / "cbs_arbeidsmarktregio_2025.csv").open(encoding="utf-8") as file:
        assert {row["code"]: row["naam"] for row in csv.DictReader(file)} == NAMES


def test_short_names_fit_and_differ() -> None:
    assert len({region.short for region in MAP}) == 35
    assert max(len(region.short) for region in MAP) <= 6
