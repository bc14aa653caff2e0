"""Page numbers: few, whatever the length of the list, and each leads where it says."""

from datetime import date

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from explorer.search.presentation.paging import places
from explorer.search.presentation.search_page import search_page
from explorer.search.results import answer, read
from tests.explorer.pages.markup import Element, parse
from tests.explorer.search.indexes import small_index
from tests.factories.releases import LICENCES, Word, special

WORDS = (*LICENCES, *special("licence"), *(Word("skill", f"v-{n}") for n in range(1400)), *special("skill"))
ROWS = [(1, (("skill", f"v-{n}"),)) for n in range(1400)]


@pytest.fixture(scope="module")
def pages() -> dict[int, Element]:
    """The page in the middle of a long list, and one far behind its end."""
    index = small_index(ROWS, words=WORDS)
    asked = {number: QueryDict(f"pagina={number}") for number in (30, 1000)}
    found = {n: answer(index, read(index, query), today=date(2026, 11, 23)) for n, query in asked.items()}
    made = {n: search_page(found[n], asked[n], in_full=frozenset(), indexed=False) for n in asked}
    return {number: parse(html) for number, html in made.items()}


def numbers(page: Element) -> list[str]:
    links = page.one("nav", class_="utrecht-pagination").all("a", class_="utrecht-pagination__page-link")
    return [link.text.removeprefix("Pagina ") for link in links]


def test_first_last_and_neighbours_are_shown(pages: dict[int, Element]) -> None:
    assert numbers(pages[30]) == ["1", "29", "30", "31", "56"]
    assert pages[30].one("a", rel="next").attributes["href"] == "/kandidaten/?pagina=31"
    assert pages[30].one("a", rel="prev").attributes["href"] == "/kandidaten/?pagina=29"


def test_page_that_is_no_more_shows_the_last(pages: dict[int, Element]) -> None:
    """An address that was kept still works when the list has become shorter."""
    assert numbers(pages[1000]) == ["1", "55", "56"]
    assert "Deze pagina bestaat niet (meer)" in pages[1000].text
    assert len(pages[1000].all("article")) == 25
    assert not pages[1000].all("a", rel="next")


@given(pages=st.integers(1, 1_000_000), data=st.data())
def test_few_numbers_are_shown_in_any_list(pages: int, data: st.DataObject) -> None:
    here = data.draw(st.integers(1, pages))
    shown = places(here, pages)
    assert shown == sorted(set(shown)) and len(shown) <= 5
    assert {1, here, pages} <= set(shown) and min(shown) >= 1 and max(shown) == pages
