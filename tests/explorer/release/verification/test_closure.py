"""What the verifier calls open or below its threshold is what plain loops say, for any list."""

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.release.verification.findings import Fault
from explorer.release.vocabulary import label_of
from tests import groups as oracle
from tests.explorer.release.verification.sound import AREAS, CONCEPTS, WORLD, count, kinds, people, release

K = 5
OPEN = {Fault.WIDER_MISSING, Fault.WIDER_SMALLER}
LABELS = st.integers(0, 5).map(lambda power: K << power)


def is_group(key: oracle.Key) -> bool:
    """Whether the oracle knows a group with this key."""
    what, _, condition = key
    if what and WORLD.words[what].attribute not in oracle.WHATS:
        return False
    if condition and WORLD.words[condition].attribute in oracle.WHATS:
        related = condition in WORLD.line(what) or what in WORLD.line(condition) if what else True
        if related or not what < condition:
            return False
    return WORLD.shape_of(key) is not None


WORDS = [concept.number for concept in CONCEPTS]
KEYS = [
    key
    for what in (0, *WORDS)
    for area in range(1, len(AREAS) + 1)
    for condition in (0, *WORDS)
    if is_group(key := (what, area, condition))
]
lists = st.dictionaries(st.sampled_from(KEYS), LABELS, max_size=8)


def below_threshold(groups: Mapping[oracle.Key, int]) -> bool:
    """Whether a closed list has a label that neither its threshold allows nor narrower groups imply."""
    enough = {}
    for key, at_least in groups.items():
        shape = WORLD.shape_of(key)
        assert shape
        threshold = shape.threshold(k=K, people=groups.get((0, key[1], 0), 0))
        if at_least >= label_of(threshold, k=K):
            enough[key] = at_least
    return oracle.close(WORLD, enough, k=K) != groups


@given(lists, st.booleans(), st.data())
@settings(max_examples=40, deadline=None)
def test_open_lists_are_found_and_no_others(
    groups: oracle.Groups, is_closed: bool, data: st.DataObject
) -> None:
    if is_closed:
        groups = oracle.close(WORLD, groups, k=K)
    if groups and data.draw(st.booleans()):
        key = data.draw(st.sampled_from(sorted(groups)))
        lower = groups[key] // 2
        groups = {**groups, key: lower} if lower >= K else {k: n for k, n in groups.items() if k != key}
    is_open = oracle.close(WORLD, groups, k=K) != groups
    assert bool(kinds(release(groups)) & OPEN) == is_open


@given(lists)
@settings(max_examples=40, deadline=None)
def test_labels_below_their_threshold_are_found_and_no_others(groups: oracle.Groups) -> None:
    closed = oracle.close(WORLD, groups, k=K)
    assert (Fault.BELOW_THRESHOLD in kinds(release(closed))) == below_threshold(closed)


@given(st.lists(st.tuples(st.integers(1, 40), st.sampled_from([facts for _, facts in people()])), max_size=8))
@settings(max_examples=12, deadline=None)
def test_counted_people_give_a_sound_list(some: list[tuple[int, list[tuple[str, str]]]]) -> None:
    # With nobody left out a list may prove groups; all else must be in order.
    assert kinds(release(count(some))) <= {Fault.PEOPLE_PROVED, Fault.CIRCLE_TELLS}
