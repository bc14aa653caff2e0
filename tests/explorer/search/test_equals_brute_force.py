"""Whatever the release and the search: the index gives what a count by hand gives."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import transaction
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explorer.release.artefact import bits, known
from explorer.release.models import Release
from explorer.search.facets import FACETS
from explorer.search.index.shuffle import shuffle
from explorer.search.matching import order, shortest
from explorer.search.matching.verdicts import Answer
from explorer.search.results import ResultPage, profile, search
from tests.explorer.search import strategies
from tests.explorer.search.brute import GENERAL, NO, SILENT, YES, Brute
from tests.factories.releases import publish, withdraw

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)
PAGE_SIZE = 3
ANSWERS = {YES: Answer.YES, GENERAL: Answer.UNKNOWN, SILENT: Answer.UNKNOWN, NO: Answer.NO}
often = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@contextmanager
def asked(data: st.DataObject) -> Iterator[tuple[ResultPage, Brute]]:
    """A search in a release that is gone afterwards."""
    small = data.draw(strategies.releases())
    whole = data.draw(st.sampled_from([0, bits.WHOLE]), label="rows in a set that is a whole number")
    is_found = data.draw(st.booleans(), label="a shorter way is found for the fewest rows")
    with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(bits, "WHOLE", whole)
        if is_found:
            for module, name in ((known, "LEAST"), (shortest, "FEW"), (shortest, "FEW_BESIDE")):
                patch.setattr(module, name, 0)
            patch.setattr(shortest, "SHARE", 1 << 30)
        release = publish(small.rows, words=small.words, policy=small.policy)
        withdraw(release, *small.withdrawn)
        query = QueryDict(data.draw(strategies.queries(small.words)))
        yield answer(query), Brute(release, query)
        transaction.set_rollback(True)


def answer(query: QueryDict, page: int = 1) -> ResultPage:
    query = query.copy()
    query["pagina"] = str(page)
    found = search(query, today=TODAY, page_size=PAGE_SIZE)
    assert found is not None
    return found


@often
@given(data=st.data())
def test_totals_equal_brute_force(data: st.DataObject) -> None:
    with asked(data) as (page, brute):
        certain, matching = brute.certain(), brute.matching()
        assert page.total.certain == brute.weigh(certain)
        assert page.total.all == brute.weigh(matching)
        assert page.rows == len(matching)
        assert page.everyone == brute.weigh(set(brute.people))


@pytest.mark.parametrize("few", [0, order.FEW])
@often
@given(data=st.data())
def test_list_over_all_pages_equals_brute_force(
    few: int, data: st.DataObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(order, "FEW", few)
    with asked(data) as (page, brute):
        pages = [answer(brute.query, number) for number in range(1, page.pages + 1)]
        listed = [(row.number, row.people, row.met) for one in pages for row in one.profiles]
        size = Release.objects.get(number=page.release.number).profiles.count()
        places = shuffle(size=size, day=TODAY, release=page.release.number).order.tolist()
        expected = sorted(brute.matching(), key=lambda row: (-brute.met(row), places.index(row)))
        assert listed == [(row, brute.people[row], brute.met(row)) for row in expected]


@often
@given(data=st.data())
def test_every_count_equals_brute_force(data: st.DataObject) -> None:
    with asked(data) as (page, brute):
        assert page.counts == {facet.name: brute.counts(facet.name) for facet in FACETS}


@often
@given(data=st.data())
def test_unknown_switch_adds_what_it_says(data: st.DataObject) -> None:
    with asked(data) as (page, brute):
        for facet in brute.wishes:
            both = []
            for switch in ("ja", "nee"):
                other = brute.query.copy()
                other[f"{facet}_onbekend"] = switch
                both.append(answer(other).total.all)
            assert page.unknown_adds[facet] == both[0] - both[1]
        assert list(page.unknown_adds) == brute.wishes


@often
@given(data=st.data())
def test_verdicts_equal_brute_force(data: st.DataObject) -> None:
    with asked(data) as (page, brute):
        for row in brute.people:
            found = profile(page.index.references.of(row), brute.query)
            assert found is not None and found.number == row
            told = {verdict.facet: verdict.answer for verdict in found.verdicts}
            assert told == {facet: ANSWERS[brute.answer(row, facet)] for facet in brute.wishes}


@often
@given(data=st.data())
def test_ways_out_lead_where_they_say(data: st.DataObject) -> None:
    with asked(data) as (page, brute):
        without = {way.facet: way.total for way in page.ways_out if way.kilometres is None}
        for facet in brute.wishes:
            more = brute.weigh(brute.matching(but=facet))
            if more > page.total.all:
                assert without[facet].all == more
                assert without[facet].certain == brute.weigh(brute.certain(but=facet))
            else:
                assert facet not in without


@often
@given(data=st.data())
def test_wider_circle_finds_what_it_says(data: st.DataObject) -> None:
    with asked(data) as (page, brute):
        for way in (way for way in page.ways_out if way.kilometres):
            brute.query = brute.query.copy()
            brute.query["straal"] = str(way.kilometres)
            assert way.total.all == brute.weigh(brute.matching()) > page.total.all
            assert way.total.certain == brute.weigh(brute.certain())


@often
@given(data=st.data())
def test_certain_only_says_whom_it_leaves_out(data: st.DataObject) -> None:
    with asked(data) as (page, brute):
        loose = brute.query.copy()
        loose.pop("zeker", None)
        expected = answer(loose).total.possible if brute.certain_only else 0
        assert page.total.left_out == expected
