"""What the bench concludes from its figures."""

from typing import Any

import pytest

from tests.bench.search.asked import SETS
from tests.bench.search.goals import COUNTRY, REGION, compare, reasons
from tests.bench.search.pages.load import Load
from tests.bench.search.table import is_right, line, times


def engine(name: str, *milliseconds: float, right: int | None = None, step: int = 1) -> dict[str, Any]:
    """Figures of an engine that took so long for every so manieth search of each set."""
    found = {str(place * step): took for place, took in enumerate(milliseconds)}
    one = {"milliseconds": found, "right": len(found) if right is None else right}
    figures = {"build_seconds": 2.0, "memory_bytes": 0, "stored_bytes": 0, "sampled": step > 1}
    return {"engine": name, **figures, "sets": dict.fromkeys(SETS, one)}


def verdict(people: int, what: str, *engines: dict[str, Any]) -> str:
    found = compare([{"people": people, "engines": list(engines)}])
    return next(one["reached"] for one in found if (one["people"], one["what"]) == (people, what))


@pytest.mark.parametrize(("took", "said"), [(3.9, "moonshot"), (7.9, "reached"), (8.1, "NOT reached")])
def test_goal_is_held_against_what_was_measured(took: float, said: str) -> None:
    assert verdict(COUNTRY, "facet data, p95 ms", engine("ours", took)) == said


def test_more_is_better_where_a_goal_says_so() -> None:
    assert verdict(COUNTRY, "index build, profiles/s", engine("ours", 1)) == "reached"


def test_goal_without_a_figure_is_not_called_reached() -> None:
    assert verdict(COUNTRY, "worker ready, s", engine("ours", 1)) == "not measured"
    failed = {"engine": "django", "failed": "no memory"}
    assert verdict(REGION, "times as quick as GROUP BY", engine("ours", 1), failed) == "not measured"


def test_engine_that_did_a_sample_is_compared_over_that_sample() -> None:
    ours, slow = engine("ours", 1, 100, 1, 100), engine("django", 50, 50, step=2)
    assert times(slow, ours, SETS[0]) == (50, 50)


def test_one_wrong_answer_makes_an_engine_wrong() -> None:
    assert is_right(engine("ours", 1, 1))
    assert not is_right(engine("ours", 1, 1, right=1))
    assert not is_right({"engine": "ours", "failed": "no memory"})


def test_engine_that_failed_says_why_in_its_line() -> None:
    assert "no memory" in line({"engine": "duckdb", "failed": "no memory"}, None)


def test_refused_pages_are_not_counted_as_pages() -> None:
    load = Load(seconds=2.0, milliseconds=[1.0, 1.0, 1.0], bytes=300)
    load.statuses.update([200, 200, 500])
    figures = load.figures(200)
    assert (figures["pages"], figures["per_second"], figures["failed"]) == (2, 1.0, 1)


def explained(took: float) -> dict[str, Any]:
    """Figures of this search with what it was made of."""
    functions = [{"name": "index.py: count", "share": 0.7, "calls": 3}]
    slowest = [{"milliseconds": took, "asked": "taak=orderpicken", "work": {"rows walked": 12}}]
    searching = {"searches": slowest, "calls": 40, "functions": functions}
    return {**engine("ours", took), "why": {"searching": searching}}


def test_missed_goal_is_told_with_the_profile_that_says_why() -> None:
    said = "\n".join(reasons([{"people": COUNTRY, "engines": [explained(8.1)]}]))
    assert "facet data, p95 ms at 1,000,000" in said
    assert "taak=orderpicken" in said and "rows walked 12" in said and "70%  index.py: count" in said


def test_reached_goal_needs_no_reason() -> None:
    assert list(reasons([{"people": COUNTRY, "engines": [explained(7.9)]}])) == []
