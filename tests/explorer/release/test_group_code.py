"""The code of a group: short, safe to read aloud, and found back by the words of a release."""

import contextlib
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.release.coded_groups import CodedGroup, code_of, groups_of
from explorer.release.group_code import ALPHABET, GroupCode, MistypedCode, group_code, read_code
from explorer.release.vocabulary import Vocabulary
from tests.factories.releases import areas_of, concepts_of, vocabulary

CODES = st.builds(
    GroupCode,
    what=st.integers(0, 2**15 - 1),
    place=st.integers(0, 2**13 - 1),
    condition=st.integers(0, 2**12 - 1),
)


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    concepts = concepts_of(vocabulary())
    return Vocabulary(concepts, *areas_of(concepts))


@given(CODES)
def test_code_is_read_as_it_was_written(code: GroupCode) -> None:
    written = str(code)
    assert len(written) == 11
    assert read_code(written) == read_code(written.lower().replace("-", " ")) == code


@given(CODES, st.integers(0, 8), st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_noticed(code: GroupCode, at: int, letter: str) -> None:
    letters = str(code).replace("-", "")
    wrong = letters[:at] + letter + letters[at + 1 :]
    if wrong != letters:
        with pytest.raises(MistypedCode):
            read_code(wrong)


@given(CODES, st.integers(0, 7))
def test_neighbours_that_changed_places_are_noticed(code: GroupCode, at: int) -> None:
    letters = str(code).replace("-", "")
    wrong = letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :]
    if wrong != letters:
        with pytest.raises(MistypedCode):
            read_code(wrong)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(MistypedCode):
        assert isinstance(read_code(text), GroupCode)


def test_letters_that_look_alike_are_read_as_digits() -> None:
    code = next(
        str(code) for n in range(99) if "0" in (code := str(group_code(what=f"task:{n}", place="NL")))
    )
    assert read_code(code.replace("0", "O").replace("1", "l")) == read_code(code)


def test_code_stays_the_same() -> None:
    """Written on paper by advisers: a change of the rules would be a change of every code."""
    code = group_code(what="task:orderpicken", place="GM0984+15", condition="hours:24-32")
    assert str(code) == "RQ7A-512X-W"


def test_groups_are_found_back(words: Vocabulary) -> None:
    whats = [0, *(word.number for word in words.of("task"))]
    conditions = [0, *(word.number for word in (*words.of("hours"), *words.of("skill")))]
    for what, area, condition in itertools.product(whats, words.areas, conditions):
        group = CodedGroup(what, area, condition)
        found = groups_of(words, read_code(code_of(words, group)))
        assert (what, area, condition) in {(one.what, one.area, one.condition) for one in found}


def test_circle_is_called_by_its_centre(words: Vocabulary) -> None:
    centre = words.find("place", "GM0983")
    assert centre
    area = words.circle(centre.number, 25)
    assert area
    task = words.find("task", "snoeien")
    assert task
    code = code_of(words, CodedGroup(task.number, area.number, 0, centre.number))
    assert code == str(group_code(what="task:snoeien", place="GM0983+25"))
    assert CodedGroup(task.number, area.number, 0, centre.number) in groups_of(words, read_code(code))


def test_code_of_words_that_are_gone_finds_nothing(words: Vocabulary) -> None:
    gone = group_code(what="task:touwslaan", place="GM0983")
    assert not [group for group in groups_of(words, gone) if group.what]
