"""Whether the release answers a search, by the rules of search."""

import pytest

from explorer.demand.wishes import Search, read
from explorer.release.lookup import Lookup, active_lookup
from profiles.quality.answers import SearchAnswer, answer
from tests.factories.releases import publish

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
VENLO, VENRAY = ("place", "GM0983"), ("place", "GM0984")
PICKING = ("task", "orderpicken")


@pytest.fixture
def lookup() -> Lookup:
    publish(
        [
            (12, [VENLO, PICKING, ("hours", "24-32"), ("licence", "B")]),
            (3, [VENRAY, PICKING, ("hours", "8-16")]),
            (40, [VENLO, PICKING, ("skill", "scannen"), ("transport", "fiets")]),
        ]
    )
    found = active_lookup()
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        ("task=orderpicken", SearchAnswer.WHOLE),
        ("task=orderpicken&task=snoeien", SearchAnswer.WHOLE),
        ("task=snoeien", SearchAnswer.NONE),
        ("task=unknown", SearchAnswer.NONE),
        ("task=orderpicken&place=GM0983", SearchAnswer.WHOLE),
        ("task=orderpicken&place=GM0984", SearchAnswer.NONE),
        ("task=orderpicken&place=GM0984~25", SearchAnswer.WHOLE),
        ("task=orderpicken&place=AM31", SearchAnswer.WHOLE),
        ("task=orderpicken&hours=24-32&place=GM0983", SearchAnswer.WHOLE),
        ("task=orderpicken&hours=8-16", SearchAnswer.PARTLY),
        ("task=orderpicken&hours=24-32&licence=B", SearchAnswer.PARTLY),
        ("task=orderpicken&transport=fiets&place=GM0984", SearchAnswer.WHOLE),
        ("task=orderpicken&also-skill=scannen", SearchAnswer.WHOLE),
        ("task=orderpicken&also-task=snoeien", SearchAnswer.PARTLY),
        ("also-skill=scannen", SearchAnswer.WHOLE),
        ("licence=B", SearchAnswer.WHOLE),
    ],
)
def test_search_is_answered_by_the_groups(lookup: Lookup, wishes: str, expected: SearchAnswer) -> None:
    assert answer(lookup, read(wishes)) is expected


def test_nothing_is_answered_before_the_first_release() -> None:
    search: Search = read("task=orderpicken")
    assert active_lookup() is None
    assert answer(None, search) is SearchAnswer.NONE
