"""What does not hold of the recipe for more machines is said."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.bench.scale.claims import NEEDS_A_DATABASE, READ_FROM, SEEN, broken
from tests.bench.scale.recipe import Outcome
from tests.bench.scale.visitors import Phase


def outcome() -> Outcome:
    """One in which everything held."""
    failures: dict[str, dict[str, int]] = {"both killed": {NEEDS_A_DATABASE: 3}}
    phases = [Phase(name, 1.0, 10, failures.get(name, {}), 0.1) for name in READ_FROM]
    return Outcome(phases, {name: [0.1, 0.2] for name in SEEN}, dict(READ_FROM))


def phase(outcome: Outcome, name: str, **changes: Any) -> None:
    outcome.phases = [one._replace(**changes) if one.name == name else one for one in outcome.phases]


def test_nothing_is_said_where_everything_held() -> None:
    assert list(broken(outcome())) == []


HARMS: dict[str, Callable[[Outcome], object]] = {
    "node killed: visitors met 0 /": lambda one: phase(one, "node killed", failures={"0 /": 1}),
    f"all well: visitors met {NEEDS_A_DATABASE}": lambda one: phase(
        one, "all well", failures={NEEDS_A_DATABASE: 1}
    ),
    "both killed: nobody was answered": lambda one: phase(one, "both killed", pages=0),
    "standby lags: nodes read from": lambda one: one.servers.update({"standby lags": ["standby"]}),
    f"{SEEN[0]}: not by both": lambda one: one.until_seen.update({SEEN[0]: [0.1]}),
}


@pytest.mark.parametrize("said", HARMS)
def test_what_does_not_hold_is_said(said: str) -> None:
    harmed = outcome()
    HARMS[said](harmed)
    (fault,) = broken(harmed)
    assert said in fault
