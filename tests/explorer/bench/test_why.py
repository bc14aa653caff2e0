"""What the bench tells of a search that is slow or large is what it did and holds."""

from cProfile import Profile

import numpy as np
import pytest

from tests.bench.search import profiling
from tests.bench.search.engines.ours import Ours
from tests.bench.search.one import Often, measure
from tests.bench.search.prepared import Kept
from tests.bench.search.why import of_memory

PEOPLE, QUERIES = 300, 8


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Ours:
    kept = Kept(tmp_path_factory.mktemp("bench"), PEOPLE)
    kept.prepare(QUERIES)
    return Ours(kept.folder, kept.profiles())


def test_slowest_searches_are_profiled(engine: Ours) -> None:
    figures = measure(engine, Kept(engine.folder, PEOPLE), QUERIES, Often(times=1))
    took = sorted(took for one in figures["sets"].values() for took in one["milliseconds"].values())
    why = figures["why"]
    assert [one["milliseconds"] for one in why["searching"]["searches"]] == took[:-6:-1]
    assert why["searching"]["calls"] > 10 and why["building"]["calls"] > 10
    assert any(one["name"].startswith("explorer/") for one in why["searching"]["functions"])


def test_each_array_counts_once_and_the_largest_stands_first() -> None:
    small, large = np.zeros(10, dtype=np.int8), np.zeros(1000, dtype=np.int8)
    assert of_memory({"small": small, "large": large, "part": [large[3:], small]}) == {
        "large": 1000,
        "small": 10,
    }


def test_arrays_of_an_index_are_found(engine: Ours) -> None:
    engine.load()
    engine.build()
    held = of_memory(engine.index)
    assert all(name.startswith(("artefact.", "people", "sets.", "references.")) for name in held)
    assert sum(held.values()) > PEOPLE


def test_function_that_works_most_stands_first() -> None:
    def busy() -> int:
        return sum(number * number for number in range(200_000))

    with Profile() as profile:
        busy()
    told = profiling.told(profile, times=1)
    assert "genexpr" in told["functions"][0]["name"]
    assert told["functions"][0]["share"] > 0.5
