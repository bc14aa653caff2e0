"""Every engine of the bench that needs no server answers as brute force does, and a wrong one is seen."""

from collections.abc import Sequence
from importlib.util import find_spec

import pytest

from tests.bench.search.asked import SETS, UNSEEN, Asked, searches
from tests.bench.search.engines import ENGINES
from tests.bench.search.one import Often, measure
from tests.bench.search.prepared import Kept
from tests.bench.search.task import Answer, Engine

PEOPLE, QUERIES = 300, 12
ALONE = [name for name, engine in ENGINES.items() if engine.needs != "database"]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    kept = Kept(tmp_path_factory.mktemp("bench"), PEOPLE)
    kept.prepare(QUERIES)
    return kept


class Careless(Engine):
    """Finds everybody, whatever is asked."""

    def build(self) -> None:
        pass

    def ask(self, asked: Asked) -> Answer:
        return Answer(PEOPLE, self.profiles.holders, range(25))


class Slow(Careless):
    """Would need minutes for all searches."""

    slow_from = PEOPLE


@pytest.mark.parametrize("name", ALONE)
def test_engine_answers_as_brute_force_does(kept: Kept, name: str) -> None:
    if not find_spec(ENGINES[name].needs or "numpy"):
        pytest.skip(f"needs {ENGINES[name].needs}")
    engine = ENGINES[name].open()(kept.folder, kept.profiles())
    figures = measure(engine, kept, QUERIES, Often(times=1))
    assert [figures["sets"][one]["right"] for one in SETS] == [QUERIES, QUERIES]


def test_wrong_answers_are_not_counted_as_right(kept: Kept) -> None:
    figures = measure(Careless(kept.folder, kept.profiles()), kept, QUERIES, Often(times=1))
    assert [figures["sets"][name]["right"] for name in SETS] == [0, 0]


def test_engine_that_needs_minutes_does_a_fixed_sample(kept: Kept) -> None:
    figures = measure(Slow(kept.folder, kept.profiles()), kept, QUERIES, Often(times=1))
    assert figures["sampled"]
    assert [list(figures["sets"][name]["milliseconds"]) for name in SETS] == [[0, 10], [0, 10]]


def test_searches_ask_for_no_to_four_facets_and_some_for_several_values(kept: Kept) -> None:
    for name in SETS:
        asked = searches(kept.words, name, 50)
        assert {len(one.wishes) for one in asked} == {0, 1, 2, 3, 4}
        assert max(len(wish.options) for wish in _wishes(asked)) > 1
    assert {one.text for one in searches(kept.words, UNSEEN, 50) if one.text}.isdisjoint(
        one.text for one in searches(kept.words, SETS[0], 50)
    )


def _wishes(asked: Sequence[Asked]) -> list:
    return [wish for one in asked for wish in one.wishes]
