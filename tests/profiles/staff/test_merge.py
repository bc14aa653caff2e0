from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from profiles.staff.forms import merge

NAMES = ("task", "note")
values = st.fixed_dictionaries({name: st.lists(st.sampled_from("abc"), max_size=2) for name in NAMES})


def typed_data(typed: dict[str, list[str]]) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, each in typed.items():
        data.setlist(name, each)
    return data


@given(seen=values, stored=values, typed=values)
def test_nothing_typed_is_lost_and_no_untouched_field_goes_back(
    seen: dict[str, list[str]], stored: dict[str, list[str]], typed: dict[str, list[str]]
) -> None:
    found = merge.changes(seen=seen, stored=stored, typed=typed)
    merged = merge.taken_over(typed_data(typed), found=found)
    for name in NAMES:
        own = sorted(typed[name]) != sorted(seen[name])
        others = sorted(stored[name]) != sorted(seen[name])
        expected = stored if others and not own else typed
        assert sorted(merged.getlist(name)) == sorted(expected[name])


@given(seen=values, stored=values, typed=values)
def test_every_change_of_the_other_is_told(
    seen: dict[str, list[str]], stored: dict[str, list[str]], typed: dict[str, list[str]]
) -> None:
    found = {change.name: change for change in merge.changes(seen=seen, stored=stored, typed=typed)}
    assert found.keys() == {name for name in NAMES if sorted(seen[name]) != sorted(stored[name])}
    for name, change in found.items():
        assert (change.was, change.now) == (seen[name], stored[name])
        assert change.disputed == (sorted(typed[name]) not in (sorted(seen[name]), sorted(stored[name])))


def test_order_of_choices_is_no_change() -> None:
    assert not merge.changes(seen={"task": ["a", "b"]}, stored={"task": ["b", "a"]}, typed={"task": []})


def test_signed_beginning_serves_one_form_only() -> None:
    token = merge.sign({"task": ["a"]}, of="profile of 1")
    assert merge.unsign(token, of="profile of 1") == {"task": ["a"]}
    assert merge.unsign(token, of="profile of 2") == {}
    assert merge.unsign(token + "x", of="profile of 1") == {}
