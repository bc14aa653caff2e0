"""One door, one answer: totals, counts, unknowns and the list on a release small enough to check by hand."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.http import QueryDict

from explorer.search.results import ResultPage, profile, search
from tests.factories import releases

pytestmark = pytest.mark.django_db

VENLO, VENRAY, REGION = ("place", "GM0983"), ("place", "GM0984"), ("place", "AM31")
ORDERS, PACKING, LOGISTICS = ("task", "orderpicken"), ("task", "inpakken"), ("task", "logistiek")
NO_TASK = ("task", "niet-vastgelegd")
ROWS = (
    (3, (VENLO, ORDERS, ("licence", "B"))),
    (2, (VENLO, PACKING, ("licence", "niet-van-toepassing"))),
    (5, (REGION, LOGISTICS, ("hours", "24-32"))),
    (7, (VENRAY, NO_TASK)),
    (11, (VENRAY,)),
)


@pytest.fixture(autouse=True)
def _release() -> Iterator[None]:
    releases.publish(ROWS)
    yield


def ask(query: str) -> ResultPage:
    page = search(QueryDict(query), today=date(2026, 11, 16))
    assert page is not None
    return page


def test_everybody_is_certain_without_wishes() -> None:
    page = ask("")
    assert (page.total.certain, page.total.possible, page.rows) == (28, 0, 5)
    assert page.counts["plaats"] == {
        "AM31": 28, "GM0983": 5, "GM0984": 18, "GM0893": 0, "AM30": 0, "GM0957": 0,
        "niet-vastgelegd": 0, "niet-van-toepassing": 0,
    }  # fmt: skip


def test_generalised_and_unknown_are_possible() -> None:
    page = ask("taak=orderpicken")
    assert (page.total.certain, page.total.possible, page.total.all) == (3, 23, 26)
    assert page.unknown_adds["taak"] == 18


def test_profile_tells_why() -> None:
    page = ask("taak=orderpicken&rijbewijs=B")
    first = page.profiles[0]
    again = profile(first.reference, QueryDict("taak=orderpicken&taak=snoeien"))
    assert again is not None and again.number == first.number
    assert [v.answer for v in again.verdicts] == ["yes"]
