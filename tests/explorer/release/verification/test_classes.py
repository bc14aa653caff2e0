"""Classes against a count of rows one by one."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.release.verification.findings import Kind
from explorer.release.verification.verify import verify
from tests.explorer.release.verification.sound import PLACE_OF, Row, facts, kinds, release
from tests.explorer.release.verification.test_combinations import KEYS, ROWS, key_of

SIZES = {Kind.CLASS_TOO_SMALL, Kind.TOO_SMALL_TO_DIVIDE}


@settings(max_examples=200, deadline=None)
@given(rows=ROWS, floor=st.integers(1, 20), k=st.integers(2, 5))
def test_sizes_of_classes_equal_a_count(rows: list[Row], floor: int, k: int) -> None:
    people: Counter[frozenset[int]] = Counter()
    for count, held in rows:
        people[key_of(tuple(held))] += count
    expected = set()
    least = max(floor, k)
    if people.total() < least:
        least = k
        expected |= {Kind.TOO_SMALL_TO_DIVIDE} if len(people) > 1 else set()
    if min(people.values()) < least:
        expected.add(Kind.CLASS_TOO_SMALL)
    report = verify(release(rows, floor=floor, k=k, m=1))
    assert {violation.kind for violation in report.violations} & SIZES == expected
    assert report.figures["classes"] == len(people)
    assert report.figures["smallest"] == min(people.values())


@settings(max_examples=100, deadline=None)
@given(held=st.lists(st.frozensets(st.sampled_from(sorted(PLACE_OF.values()))), min_size=1, max_size=6))
def test_open_and_divided_rows_equal_a_count(held: list[frozenset[int]]) -> None:
    """Facts at random, closed or not."""
    parents = {place: facts(fact) for fact, place in PLACE_OF.items()}
    is_open = any(not set(parents[fact]) <= row for row in held for fact in row)
    found = kinds(release([(5, sorted(row)) for row in held]))
    assert (Kind.GROUP_MISSING in found) == is_open
    if not is_open:
        assert (Kind.TWO_CLASSES in found) == any(map(is_divided, held))


def is_divided(row: frozenset[int]) -> bool:
    for attribute in ("place", "education"):
        mine = {place for fact, place in PLACE_OF.items() if fact[0] == attribute} & row
        longest = max((len(facts(fact)) for fact, place in PLACE_OF.items() if place in mine), default=0)
        if len(mine) > longest:
            return True
    return False


def test_levels_below_a_band_make_no_class() -> None:
    rows = [(4, facts(*KEYS[0], ("education", level))) for level in ("mbo-1", "mbo-2")]
    assert verify(release(rows, floor=8)).figures["classes"] == 1
    assert verify(release(rows, floor=8)).passed


def test_class_attributes_that_are_not_asked_for_make_no_class() -> None:
    rows = [(4, facts(*key)) for key in KEYS[:3]]
    assert verify(release(rows, class_attributes=["education"], floor=4)).figures["classes"] == 2
    assert verify(release(rows, class_attributes=[], floor=4)).figures["classes"] == 1
