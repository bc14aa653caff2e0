import json
from typing import Any

import pytest

from profiles.anonymisation.policy import Policy, PolicyError
from tests.profiles.anonymisation.people import Person, release


def test_policy_survives_json() -> None:
    policy = Policy(k=10, floor=500, class_attributes=("place",))
    assert Policy.from_json(json.loads(json.dumps(policy.to_json()))) == policy


@pytest.mark.parametrize(
    "wrong",
    [{"k": 1}, {"k": "5"}, {"k": True}, {"m": 0}, {"floor": 0}, {"class_attributes": ("task",)},
     {"class_attributes": ("place", "place")}],
)  # fmt: skip
def test_impossible_rules_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(PolicyError):
        Policy(**wrong)


@pytest.mark.parametrize("change", [{"k": None}, {"weights": {}}, {"class_attributes": "place"}])
def test_json_with_other_rules_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(PolicyError):
        Policy.from_json({**Policy().to_json(), **change})


def test_json_without_a_rule_is_refused() -> None:
    with pytest.raises(PolicyError, match="floor"):
        Policy.from_json({"k": 5, "m": 1, "class_attributes": []})


def test_higher_m_is_refused_clearly() -> None:
    with pytest.raises(PolicyError, match="m = 2 is not supported yet"):
        release([Person()] * 9, Policy(k=2, m=2, floor=2))


def test_smallest_class_is_never_below_k() -> None:
    assert Policy(k=5, floor=1).smallest_class == 5
    assert Policy(k=5, floor=200).smallest_class == 200
