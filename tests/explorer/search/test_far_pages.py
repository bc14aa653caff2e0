"""Page 1,000 of a long list: the rows that stand there, for little more than page 1 costs."""

import tracemalloc
from collections.abc import Callable
from cProfile import Profile
from datetime import date
from pstats import Stats

import pytest
from django.http import QueryDict

from explorer.search.index.release_index import Index
from explorer.search.presentation.search_page import search_page
from explorer.search.results import ResultPage, answer, read
from tests.explorer.pages.markup import parse
from tests.explorer.search.indexes import small_index

DAY = date(2026, 11, 23)
FAR, SIZE = 1000, 25
# Less than a number of Python takes in a list.
BYTES = 24
FACTS = [("task", "orderpicken"), ("task", "snoeien"), ("licence", "B")]
# Nobody and somebody is met for certain by the wishes, and the list has more pages than are looked at.
ROWS = [
    (1, [("place", "GM0983"), *(fact for bit, fact in enumerate(FACTS) if row >> bit & 1)])
    for row in range((FAR + 12) * SIZE)
]
SEARCHES = ["", "rijbewijs=B", "taak=orderpicken&taak=snoeien&rijbewijs=B&plaats=GM0983"]


@pytest.fixture(scope="module")
def index() -> Index:
    return small_index(ROWS)


def page(index: Index, asked: str, number: int, size: int = SIZE) -> ResultPage:
    query = read(index, QueryDict(f"{asked}&pagina={number}"))
    return answer(index, query, today=DAY, page_size=size)


@pytest.mark.parametrize("asked", SEARCHES)
def test_far_page_shows_the_rows_that_stand_there(index: Index, asked: str) -> None:
    everybody = [row.number for row in page(index, asked, 1, size=len(ROWS)).profiles]
    assert sorted(everybody) == list(range(len(ROWS)))
    for number in (1, FAR - 1, FAR, FAR + 12):
        found = page(index, asked, number)
        assert (found.page, found.pages, found.problems) == (number, FAR + 12, ())
        assert [row.number for row in found.profiles] == everybody[(number - 1) * SIZE : number * SIZE]


@pytest.mark.parametrize("asked", SEARCHES)
def test_far_page_costs_few_bytes_more_for_each_row_before_it(index: Index, asked: str) -> None:
    first, far = (lambda number=number: page(index, asked, number) for number in (1, FAR))
    first(), far()
    assert calls(far) <= 1.2 * calls(first)
    assert memory(far) <= memory(first) + BYTES * FAR * SIZE


def test_far_page_leads_to_its_neighbours(index: Index) -> None:
    asked = QueryDict(f"rijbewijs=B&pagina={FAR}")
    html = search_page(page(index, "rijbewijs=B", FAR), asked, in_full=frozenset(), indexed=False)
    shown = parse(html)
    assert shown.one("a", rel="next").attributes["href"].endswith(f"pagina={FAR + 1}")
    assert shown.one("a", rel="prev").attributes["href"].endswith(f"pagina={FAR - 1}")
    assert len(shown.all("article")) == SIZE


def calls(work: Callable[[], object]) -> int:
    """How many functions were called."""
    with Profile() as profile:
        work()
    return int(Stats(profile).total_calls)  # type: ignore[attr-defined]


def memory(work: Callable[[], object]) -> int:
    """The most that was held at once."""
    tracemalloc.start()
    work()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most
