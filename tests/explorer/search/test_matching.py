"""The rules of design.md, one by one, on rows small enough to read."""

import pytest
from django.http import QueryDict

from explorer.release.artefact import bits
from explorer.search.filters import CandidateFilterSet
from explorer.search.index.release_index import Index
from explorer.search.matching.predicate import match
from tests.explorer.search.indexes import small_index
from tests.factories.releases import Fact, Word, special

NO_TASK, NOT_A_TASK = ("task", "niet-vastgelegd"), ("task", "niet-van-toepassing")
REGION, VENLO, VENRAY = ("place", "AM31"), ("place", "GM0983"), ("place", "GM0984")


def rows(index: Index, asked: str) -> tuple[list[int], list[int]]:
    """Numbers of the certain rows and of the possible ones."""
    found = match(index, CandidateFilterSet(QueryDict(asked), index=index).query)
    return bits.rows_of(found.certain).tolist(), bits.rows_of(found.rows & ~found.certain).tolist()


def one_row_each(*facts: tuple[Fact, ...]) -> Index:
    return small_index((1, held) for held in facts)


@pytest.mark.parametrize(
    ("asked", "certain", "possible"),
    [
        ("taak=orderpicken", [0], [1, 4, 5]),
        ("taak=orderpicken&taak_onbekend=nee", [0], [1]),
        ("taak=orderpicken&zeker=ja", [0], []),
        ("taak=logistiek", [0, 1, 2], [4, 5]),
        ("taak=orderpicken&taak=snoeien", [0, 3], [1, 4, 5]),
        ("taak=niet-vastgelegd", [4], [5]),
        ("taak=niet-vastgelegd&taak_onbekend=nee", [4], []),
        ("taak=niet-van-toepassing", [6], [4, 5]),
    ],
)
def test_task_is_certain_general_or_unknown(asked: str, certain: list[int], possible: list[int]) -> None:
    index = one_row_each(
        (("task", "orderpicken"),), (("task", "logistiek"),), (("task", "inpakken"),), (("task", "snoeien"),),
        (NO_TASK,), (VENLO,), (NOT_A_TASK,),
    )  # fmt: skip
    assert rows(index, asked) == (certain, possible)


def test_better_level_of_a_language_may_be_meant_by_a_lower_one() -> None:
    index = one_row_each(
        (("language", "nld"),), (("language", "nld-spreken"),), (("language", "nld-spreken-goed"),)
    )
    assert rows(index, "taal=nld-spreken") == ([1, 2], [0])
    assert rows(index, "taal=nld-spreken-goed") == ([2], [0, 1])


def test_facets_combine_by_and() -> None:
    index = one_row_each((VENLO, ("task", "groen")), (VENLO,), (VENRAY, ("task", "groen")))
    assert rows(index, "plaats=GM0983&taak=groen") == ([0], [1])
    assert rows(index, "plaats=GM0983&taak=groen&taak_onbekend=nee") == ([0], [])


@pytest.mark.parametrize(
    ("distance", "certain", "possible"),
    [(5, [0], [2]), (10, [0, 2], []), (25, [0, 1, 2, 3], [])],
)
def test_circle_takes_points_and_cuts_regions(distance: int, certain: list[int], possible: list[int]) -> None:
    index = one_row_each((VENLO,), (VENRAY,), (REGION,), (("place", "GM0957"),))
    asked = f"vanuit=GM0983&straal={distance}&plaats_onbekend=nee"
    assert rows(index, asked) == (certain, possible)


def test_circle_reaches_through_areas_between_region_and_municipality() -> None:
    words = (
        Word("place", "R", point=(52.5, 5.0)),
        Word("place", "A", parent="R", point=(51.9, 5.0)),
        Word("place", "M", parent="A", point=(51.0, 5.0)),
        Word("place", "N", parent="A", point=(52.0, 5.0)),
        Word("place", "B", parent="R", point=(51.05, 5.0)),
        *special("place"),
    )
    index = small_index([(1, [("place", code)]) for code in "RAMNB"], words=words)
    assert rows(index, "vanuit=M&straal=10") == ([2, 4], [0, 1])
    assert rows(index, "vanuit=M&straal=5") == ([2], [0, 1])


def test_place_chosen_by_hand_adds_to_the_circle() -> None:
    index = one_row_each((VENLO,), (("place", "GM0957"),), (("place", "AM30"),))
    assert rows(index, "vanuit=GM0983&straal=5&plaats=GM0957") == ([0, 1], [2])


@pytest.mark.parametrize(
    ("asked", "certain"),
    [("uren_van=16&uren_tot=24", [1, 4]), ("uren_van=23&uren_tot=25", [1, 2, 4]), ("uren_tot=16", [0]),
     ("uren_van=40", [3]), ("uren_van=36&uren_tot=60", [3]), ("uren_van=24&uren_tot=24", [2]),
     ("uren_van=24&uren_tot=24&uren=8-16", [0, 2])],
)  # fmt: skip
def test_hours_choose_the_bands_they_overlap(asked: str, certain: list[int]) -> None:
    bands = ("8-16", "16-24", "24-32", "32-40", "16-24")
    index = one_row_each(*((("hours", band),) for band in bands))
    assert rows(index, f"{asked}&uren_onbekend=nee")[0] == certain


def test_hours_told_as_a_group_are_possible() -> None:
    index = one_row_each((("hours", "tot-24"),), (("hours", "vanaf-24"),), (("hours", "24-32"),))
    assert rows(index, "uren_van=32&uren_tot=40") == ([], [1])


def test_words_are_one_wish_over_their_meanings() -> None:
    index = one_row_each(
        (("task", "inpakken"), ("skill", "scannen")),
        (("task", "groen"), ("skill", "sorteren")),
        (("task", "logistiek"), ("skill", "scannen")),
        (("task", "groen"), ("skill", "scannen")),
        (("task", "groen"),),
    )
    assert rows(index, "q=sorteren") == ([0, 1], [2, 4])
    assert rows(index, "q=sorteren&q_onbekend=nee") == ([0, 1], [2])
