import pytest

from profiles.anonymisation.policy import Policy
from profiles.anonymisation.reasons import Reason
from tests.profiles.anonymisation.people import Person, codes, release, shown_of

FIVE = Policy(k=5, m=1, floor=5, class_attributes=())


def task(*held: str) -> Person:
    return Person(task=frozenset(held))


@pytest.mark.parametrize(("sharing", "shown"), [(5, {"g", "g1"}), (4, {"g"})])
def test_rare_fact_is_generalised_to_its_group(sharing: int, shown: set[str]) -> None:
    people = [task("g1")] * sharing + [task("g")] * 9
    assert codes(shown_of(release(people, FIVE), 0)) == shown | {"unknown"}


def test_fact_climbs_to_the_first_shared_ancestor() -> None:
    people = [task("h11")] * 3 + [task("h12")] * 3 + [task("h")] * 5
    outcome = release(people, FIVE)
    assert codes(shown_of(outcome, 0)) == {"h", "h1", "unknown"}
    assert {codes([change.shown_as or 0]).pop() for change in outcome.changes()} == {"h1"}


def test_fact_without_shared_ancestor_is_withheld() -> None:
    people = [Person(licence=frozenset("C"))] * 4 + [Person(licence=frozenset("B"))] * 20
    outcome = release(people, FIVE)
    assert not codes(shown_of(outcome, 0)) & {"A", "B", "C"}
    assert {change.reason for change in outcome.changes() if change.person < 4} == {Reason.RARE_IN_CLASS}


def test_unknown_of_few_is_withheld_too() -> None:
    people = [Person()] * 4 + [Person(licence=frozenset("B"))] * 20
    assert codes(shown_of(release(people, FIVE), 0)) == {"unknown"}  # of the other attributes
    assert len(shown_of(release(people, FIVE), 0)) == 3


def test_sharing_is_counted_within_the_class() -> None:
    people = [Person("P1", "low-1", frozenset({"g1"}))] * 4 + [Person("P1", "low-1", frozenset({"g"}))] * 6
    people += [Person("P2", "low-1", frozenset({"g1"}))] * 10
    outcome = release(people, Policy(k=5, m=1, floor=10))
    assert "g1" not in codes(shown_of(outcome, 0))
    assert "g1" in codes(shown_of(outcome, 19))
