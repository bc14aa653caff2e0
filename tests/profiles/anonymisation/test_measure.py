from profiles.anonymisation.measure import Kept, measure
from profiles.anonymisation.policy import Policy
from tests.profiles.anonymisation.people import Person, release


def test_measure_counts_what_is_left() -> None:
    people = [Person("P1", "low-1", frozenset({"g1", "h11"}))] * 10 + [
        Person("P2", "low-1", frozenset({"g2"}))
    ] * 4
    people += [Person("P3", "low-1", frozenset({"g1", "g3"}))] * 6
    found = measure(release(people, Policy(k=5, m=1, floor=10)))
    assert (found.people, found.held_back, found.classes) == (20, 0, 2)
    assert found.attributes["place"] == Kept(given=20, full=10, group=20)
    assert found.attributes["education"] == Kept(given=20, full=20, group=20)
    assert found.attributes["licence"] == Kept(given=0, full=0, group=0)
    assert found.attributes["task"].given == 10 * 2 + 4 + 6 * 2
    assert found.attributes["task"].full < found.attributes["task"].group <= 36


def test_measure_of_too_few_people() -> None:
    found = measure(release([Person("P1")] * 3, Policy()))
    assert (found.people, found.held_back, found.rows, found.classes) == (0, 3, 0, 0)
    assert found.attributes["place"] == Kept(given=3, full=0, group=0)


def test_measure_becomes_json() -> None:
    kept = measure(release([Person("P1")] * 9, Policy(k=2, floor=2))).to_json()["attributes"]["place"]
    assert kept == {"given": 9, "full": 9, "group": 9}
