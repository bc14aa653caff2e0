"""Each step by which a class that is too small is made larger."""

import pytest

from profiles.anonymisation.classes import SeveralValues
from profiles.anonymisation.policy import Policy
from profiles.anonymisation.reasons import Reason
from tests.profiles.anonymisation.people import Person, codes, release, shown_of

LARGE = Policy(k=2, m=1, floor=10)


def told(people: list[Person], person: int, policy: Policy = LARGE) -> set[str]:
    outcome = release(people, policy)
    places = {"R1", "N", "P1", "P2", "P3", "R2", "Q1", "Q2"}
    return codes(shown_of(outcome, person)) & (places | {"low", "high"})


def test_large_place_is_told_as_it_is() -> None:
    people = [Person("P1", "low-1")] * 10 + [Person("P2", "low-1")] * 10
    assert told(people, 0) == {"R1", "P1", "low"}
    assert told(people, 19) == {"R1", "N", "P2", "low"}


def test_small_places_are_told_by_their_area() -> None:
    people = [Person("P1", "low-1")] * 10 + [Person("P2", "low-1")] * 6 + [Person("P3", "low-1")] * 4
    assert told(people, 0) == {"R1", "P1", "low"}
    assert told(people, 10) == told(people, 19) == {"R1", "N", "low"}


def test_small_places_without_an_area_are_told_by_their_region() -> None:
    people = [Person("Q1", "low-1")] * 6 + [Person("Q2", "low-1")] * 6
    assert told(people, 0) == told(people, 11) == {"R2", "low"}


def test_small_bands_of_one_place_keep_the_place() -> None:
    people = [Person("P1", "low-1")] * 6 + [Person("P1", "high-1")] * 6 + [Person("P2", "low-1")] * 10
    assert told(people, 0) == told(people, 6) == {"R1", "P1"}


def test_weights_decide_whether_band_or_place_is_kept() -> None:
    people = [Person("P1", "low-1")] * 6 + [Person("P1", "high-1")] * 6
    people += [Person("Q1", "low-1")] * 6 + [Person("Q1", "high-1")] * 6
    assert told(people, 0) == {"R1", "P1"}
    assert told(people, 0, Policy(k=2, m=1, floor=10, weights={"education": 20})) == {"low"}


def test_place_known_by_region_joins_its_region() -> None:
    people = [Person("R1", "low-1")] * 10 + [Person("P2", "low-1")] * 3
    assert told(people, 12) == told(people, 0) == {"R1", "low"}


def test_small_regions_of_a_band_lose_their_place() -> None:
    people = [Person("P1", "low-1")] * 6 + [Person("Q1", "low-1")] * 6 + [Person("P1", "high-1")] * 10
    assert told(people, 0) == told(people, 6) == {"low"}
    assert told(people, 12) == {"R1", "P1", "high"}


def test_small_bands_of_one_region_keep_the_region() -> None:
    people = [Person("P1", "low-1")] * 6 + [Person("P2", "high-1")] * 6 + [Person("Q1", "low-1")] * 10
    assert told(people, 0) == told(people, 6) == {"R1"}
    assert told(people, 12) == {"R2", "Q1", "low"}


def test_small_bands_of_several_regions_keep_nothing() -> None:
    people = [Person("P1", "low-1")] * 6 + [Person("Q2", "high-1")] * 6 + [Person("Q1", "low-1")] * 10
    assert told(people, 0) == told(people, 6) == set()


def test_remainder_joins_the_smallest_class() -> None:
    people = [Person("P1", "low-1")] * 11 + [Person("P2", "low-1")] * 10 + [Person("P3", "high-1")] * 3
    assert told(people, 0) == {"R1", "P1", "low"}
    assert told(people, 11) == told(people, 21) == {"R1", "N"}


def test_unknown_place_and_band_are_told_when_many() -> None:
    people = [Person(None, None)] * 10 + [Person("P1", "low-1")] * 10
    assert told(people, 0) == set()
    assert codes(shown_of(release(people, LARGE), 0)) == {"unknown"}


def test_population_below_the_floor_tells_no_place_or_band() -> None:
    people = [Person("P1", "low-1", frozenset({"g1"}))] * 9
    assert codes(shown_of(release(people, LARGE), 0)) == {"g", "g1", "unknown"}


def test_lost_place_and_band_say_why() -> None:
    people = [Person("P1", "low-1")] * 11 + [Person("P2", "low-1")] * 10 + [Person("P3", "high-1")] * 3
    reasons = {
        (change.concept, change.shown_as): change.reason for change in release(people, LARGE).changes()
    }
    by_code = {
        (*codes([held]), *codes([] if shown is None else [shown])): why
        for (held, shown), why in reasons.items()
    }
    assert by_code == {
        ("P2", "N"): Reason.PLACE_FLOOR,
        ("P3", "N"): Reason.PLACE_FLOOR,
        ("low-1",): Reason.BAND_FLOOR,
        ("high-1",): Reason.BAND_FLOOR,
    }


def test_other_attributes_are_ordinary_facts() -> None:
    people = [Person("P1", "low-1")] * 2 + [Person("P2", "high-1")] * 9
    assert told(people, 0, Policy(k=2, m=1, floor=2, class_attributes=())) == {"R1", "P1", "low"}
    assert told(people, 0, Policy(k=3, m=1, floor=2, class_attributes=("education",))) == {"R1"}


def test_two_educations_are_refused() -> None:
    class Twice(Person):
        def chosen(self) -> set[int]:
            return super().chosen() | Person("P1", "high-1").chosen()

    with pytest.raises(SeveralValues, match="education"):
        release([Twice("P1", "low-1")] * 9, LARGE)
