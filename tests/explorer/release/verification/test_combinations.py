"""The verifier against a counter that tries every combination of every class."""

from collections import Counter, defaultdict
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.release.verification.classes import classes_of
from explorer.release.verification.combinations import rare_combinations
from explorer.release.verification.findings import LISTED, Kind
from explorer.release.verification.rules import rules_of
from explorer.release.verification.verify import verify
from tests.explorer.release.verification.sound import (
    BASIS,
    MBO,
    PLACE_OF,
    VENLO,
    VENRAY,
    WORK,
    Row,
    facts,
    release,
)

KEYS = ((VENLO, MBO), (VENRAY, MBO), (VENRAY, BASIS), (("place", "AM31"), MBO), (MBO,), (VENLO,), ())
PEOPLE = st.tuples(
    st.integers(1, 4), st.sampled_from(KEYS), st.frozensets(st.sampled_from([word.fact for word in WORK]))
)
ROWS = st.lists(PEOPLE, min_size=1, max_size=14).map(
    lambda people: [(count, facts(*key, *held)) for count, key, held in people]
)
RARE = st.integers(2, 5)
M = st.integers(1, 3)


def key_of(held: tuple[int, ...]) -> frozenset[int]:
    places = {number for fact, number in PLACE_OF.items() if fact[0] == "place"}
    bands = {PLACE_OF[MBO], PLACE_OF[BASIS]}
    return frozenset((places | bands) & set(held))


def rare(rows: list[Row], k: int, m: int) -> dict[frozenset[int], set[tuple[int, ...]]]:
    """Class key -> every combination of up to m facts of at least one but fewer than k people."""
    counts: dict[frozenset[int], Counter[tuple[int, ...]]] = defaultdict(Counter)
    for people, held in rows:
        for size in range(1, m + 1):
            for combination in combinations(held, size):
                counts[key_of(tuple(held))][combination] += people
    found = {key: {each for each, people in count.items() if people < k} for key, count in counts.items()}
    return {key: each for key, each in found.items() if each}


def smallest(combinations_: set[tuple[int, ...]]) -> set[tuple[int, ...]]:
    """Those that hold no other."""
    return {one for one in combinations_ if not any(set(other) < set(one) for other in combinations_)}


@settings(max_examples=300, deadline=None)
@given(rows=ROWS, k=RARE, m=M)
def test_verifier_and_brute_force_agree(rows: list[Row], k: int, m: int) -> None:
    report = verify(release(rows, k=k, m=m, floor=1))
    combined = next(check for check in report.checks if check.name == "combinations")
    assert (combined.violations > 0) == bool(rare(rows, k, m))
    assert {violation.kind for violation in report.violations} <= {Kind.TOO_RARE, Kind.CLASS_TOO_SMALL,
                                                                   Kind.TOO_SMALL_TO_DIVIDE}  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(rows=ROWS, k=RARE, m=M)
def test_exactly_the_smallest_rare_combinations_are_told(rows: list[Row], k: int, m: int) -> None:
    published = release(rows, k=k, m=m, floor=1)
    classes = classes_of(published, rules_of(published.policy))
    expected = rare(rows, k, m)
    for number, key in enumerate(classes.keys):
        members = published.known.take((classes.of_row == number).nonzero()[0])
        parts = list(rare_combinations(members, k=k, m=m, width=len(published.vocabulary)))
        told = {tuple(each) for part in parts for each in part.combinations.tolist()}
        wanted = smallest(expected.get(frozenset(key), set()))
        assert sum(part.total for part in parts) == len(wanted)
        assert told == wanted or (len(wanted) > LISTED and told <= wanted)


@settings(max_examples=200, deadline=None)
@given(rows=ROWS, k=RARE, m=M)
def test_release_without_rare_combinations_passes(rows: list[Row], k: int, m: int) -> None:
    """The other way round: what is left when rare rows are taken off until none is rare is found sound."""
    while found := rare(rows, k, m):
        rows = [
            row
            for row in rows
            if not any(set(each) <= set(row[1]) for each in found.get(key_of(tuple(row[1])), ()))
        ]
    report = verify(release(rows, k=k, m=m, floor=1))
    assert not [violation for violation in report.violations if violation.kind == Kind.TOO_RARE]
