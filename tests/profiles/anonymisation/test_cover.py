"""A gap that would give somebody away is covered by others."""

from profiles.anonymisation.policy import Policy
from profiles.anonymisation.reasons import Reason
from tests.profiles.anonymisation.people import NUMBER, Person, codes, release, shown_of

FIVE = Policy(k=5, m=1, floor=5, class_attributes=())


def licence(*held: str) -> Person:
    return Person(licence=frozenset(held))


def silent(people: list[Person], seed: int = 0) -> list[int]:
    """Who tells nothing about licences."""
    outcome = release(people, FIVE, seed)
    told = {NUMBER["licence", code] for code in ("A", "B", "C", "unknown", "none")}
    return [number for number in range(len(people)) if not told & shown_of(outcome, number)]


def test_one_withheld_licence_is_covered_by_four_others() -> None:
    people = [licence("C")] + [licence("B")] * 30
    assert len(silent(people)) == 5
    assert 0 in silent(people)


def test_covers_are_drawn_by_lot() -> None:
    people = [licence("C")] + [licence("B")] * 30
    assert len({tuple(silent(people, seed)) for seed in range(5)}) > 1


def test_unknowns_cover_before_facts_do() -> None:
    people = [licence("C")] + [licence("B")] * 30 + [Person()] * 10
    assert all(number > 30 for number in silent(people)[1:])


def test_covers_are_told_the_reason() -> None:
    people = [licence("C")] + [licence("B")] * 30
    reasons = {change.person: change.reason for change in release(people, FIVE).changes()}
    assert reasons.pop(0) == Reason.RARE_IN_CLASS
    assert set(reasons.values()) == {Reason.COVERS_FOR_OTHERS}


def test_nobody_covers_who_would_stand_out_then() -> None:
    people = [licence("C")] + [licence("B")] * 5 + [licence("A")] * 20
    assert not set(silent(people)) & set(range(1, 6))


def test_where_nobody_can_cover_all_step_up() -> None:
    people = [Person(task=frozenset({"h1"}))] * 2 + [Person(task=frozenset({"h11"}))] * 5
    people += [Person(task=frozenset({"h"}))] * 5
    outcome = release(people, FIVE)
    assert codes(shown_of(outcome, 0)) == {"h", "unknown"}
    assert "h11" in codes(shown_of(outcome, 2))


def test_attribute_nobody_can_cover_is_withheld_from_all() -> None:
    people = [licence("C")] + [licence("B")] * 6
    assert silent(people) == list(range(7))


def test_enough_gaps_need_no_cover() -> None:
    people = [licence("C")] * 3 + [licence("A")] * 2 + [licence("B")] * 30
    assert silent(people) == [0, 1, 2, 3, 4]
