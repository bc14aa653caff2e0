"""An order that tells something is caught; one drawn by lot is not."""

from collections.abc import Callable
from random import Random

import pytest

from explorer.release.verification.findings import Kind
from explorer.release.verification.order import FEWEST
from explorer.release.verification.verify import verify
from tests.explorer.release.verification.sound import (
    FREE,
    MBO,
    VENLO,
    Row,
    every_choice,
    facts,
    kinds,
    release,
    sound_rows,
)

ROWS = sound_rows()


def signs(rows: list[Row], **policy: object) -> set[str]:
    violations = verify(release(rows, **policy)).violations
    return {violation.values["sign"] for violation in violations if violation.kind == Kind.ORDER_TELLS}


@pytest.mark.parametrize(
    ("key", "sign"),
    [
        (lambda row: row[1], "sorted"),
        (lambda row: row[1][:3], "classes"),
        (lambda row: [-fact for fact in row[1]], "rising_facts"),
        (lambda row: len(row[1]), "rising_length"),
    ],
)
def test_sorted_rows_are_caught(key: Callable[[Row], object], sign: str) -> None:
    rows = sorted(ROWS, key=key)
    assert sign in signs(rows)
    assert sign in signs(rows[::-1])
    assert kinds(release(rows)) == {Kind.ORDER_TELLS}


def test_rows_sorted_by_people_are_caught() -> None:
    rows = [(3 + place % 7, held) for place, (_, held) in enumerate(ROWS)]
    assert signs(rows) == set()
    assert signs(sorted(rows, key=lambda row: row[0])) == {"rising_people"}


def test_shuffled_classes_one_after_the_other_are_caught() -> None:
    """Each class is shuffled in itself, and their order is too: nothing rises."""
    venlo = [row for row in ROWS if set(facts(VENLO, MBO)) <= set(row[1])]
    venray = [row for row in ROWS if row not in venlo]
    assert "classes" in signs(venlo + venray)


def test_cards_of_one_kind_beside_each_other_are_caught() -> None:
    """Without classes: each card stands beside one that is much like it."""
    cards = [row for row in every_choice((), FREE) for _ in range(3)]
    Random(4).shuffle(cards)
    pairs = [(3, held) for _, held in cards for _ in range(2)]
    assert signs(pairs, mode="twin-cards") == {"alike"}


@pytest.mark.parametrize("seed", range(40))
def test_shuffled_rows_pass(seed: int) -> None:
    rows = sound_rows(seed)
    assert verify(release(rows)).passed
    assert verify(release(rows, mode="twins", k=2)).violations[0].kind == Kind.TOO_FEW_TWINS
    assert signs(rows, mode="twin-cards") == set()


def test_nothing_is_said_of_few_rows() -> None:
    rows = sorted(ROWS)[: FEWEST - 1]
    report = verify(release(rows))
    assert next(check.examined for check in report.checks if check.name == "order") == 0
    assert Kind.ORDER_TELLS not in {violation.kind for violation in report.violations}


def test_equal_rows_have_no_order() -> None:
    assert signs([(3, facts(VENLO, MBO))] * 50) == set()
