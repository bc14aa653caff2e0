import json
from typing import Any

import pytest

from profiles.anonymisation.policy import Mode, Policy, PolicyError


@pytest.mark.parametrize(
    "policy",
    [
        Policy(k=10, m=3, floor=500, class_attributes=("place",), weights={"task": 7.5}, caps={"skill": 4}),
        Policy(mode=Mode.TWINS, k=7),
        Policy(mode=Mode.TWIN_CARDS, cards=12, caps={"task": 3}),
    ],
    ids=lambda policy: policy.mode,
)
def test_policy_survives_json(policy: Policy) -> None:
    assert Policy.from_json(json.loads(json.dumps(policy.to_json()))) == policy


def test_json_tells_every_rule() -> None:
    assert Policy(mode=Mode.TWIN_CARDS, cards=6).to_json().items() >= {
        "mode": "twin-cards",
        "k": 5,
        "m": 0,
        "cards": 6,
        "floor": 0,
        "class_attributes": [],
        "caps": {},
    }.items()  # fmt: skip
    assert Policy().to_json()["weights"]["task"] > 1


def test_json_from_before_there_were_modes_is_read() -> None:
    old = {"k": 5, "m": 1, "floor": 200, "class_attributes": ["place", "education"]}
    assert Policy.from_json(old) == Policy(m=1)


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"k": 1}, "k"),
        ({"k": "5"}, "k"),
        ({"k": True}, "k"),
        ({"m": 0}, "m"),
        ({"m": 4}, "m"),
        ({"floor": 0}, "floor"),
        ({"class_attributes": ("task",)}, "class_attributes"),
        ({"class_attributes": ("place", "place")}, "class_attributes"),
        ({"cards": 2}, "cards"),
        ({"mode": Mode.TWINS, "cards": 2}, "cards"),
        ({"mode": Mode.TWIN_CARDS}, "cards"),
        ({"mode": Mode.TWIN_CARDS, "cards": 13}, "cards"),
        ({"weights": {"task": 0}}, "weights"),
        ({"weights": {"task": "much"}}, "weights"),
        ({"weights": ["task"]}, "weights"),
        ({"weights": {"task": float("nan")}}, "weights"),
        ({"caps": {"task": 0}}, "caps"),
        ({"caps": {"task": 1.5}}, "caps"),
    ],
)
def test_impossible_rules_are_refused_by_name(wrong: dict[str, Any], rule: str) -> None:
    with pytest.raises(PolicyError) as refused:
        Policy(**wrong)
    assert refused.value.rule == rule


@pytest.mark.parametrize(
    "change", [{"k": None}, {"speed": 1}, {"class_attributes": "place"}, {"mode": "triplets"}]
)
def test_json_with_other_rules_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(PolicyError, match=next(iter(change))):
        Policy.from_json({**Policy().to_json(), **change})


def test_json_without_a_rule_is_refused() -> None:
    with pytest.raises(PolicyError, match="floor is missing"):
        Policy.from_json({"k": 5, "m": 1, "class_attributes": []})


def test_smallest_class_is_never_below_k() -> None:
    assert Policy(k=5, floor=1).smallest_class == 5
    assert Policy(k=5, floor=200).smallest_class == 200


def test_weights_of_a_policy_add_to_the_usual_ones() -> None:
    assert Policy(weights={"language": 3}).weight("language") == 3
    assert Policy(weights={"language": 3}).weight("task") == Policy().weight("task")
