import pytest

from explorer.release.shapes import SHAPES
from profiles.anonymisation.policy import PolicyError, Rules


def test_policy_comes_back_as_it_was_stored() -> None:
    policy = Rules(k=10, sampling_rate=0.1, least_days=31, least_changed=0.2)
    assert Rules.from_json(policy.to_json()) == policy


def test_shapes_that_are_off_are_not_published() -> None:
    shapes = {shape.name: shape.name != "pair" for shape in SHAPES}
    assert [shape.name for shape in Rules(shapes=shapes).published_shapes] == [
        shape.name for shape in SHAPES if shape.name != "pair"
    ]


@pytest.mark.parametrize(
    ("rule", "wrong"),
    [
        ("k", 4),
        ("k", True),
        ("k", 5.5),
        ("sampling_rate", 0),
        ("sampling_rate", "5 %"),
        ("least_days", 0),
        ("least_changed", -0.1),
        ("shapes", {}),
        ("shapes", {shape.name: "yes" for shape in SHAPES}),
        ("shapes", {shape.name: shape.name not in ("place", "circle") for shape in SHAPES}),
    ],
)
def test_rule_out_of_bounds_is_named(rule: str, wrong: object) -> None:
    with pytest.raises(PolicyError) as error:
        Rules(**{rule: wrong})
    assert error.value.rule == rule


def test_unknown_rule_is_named() -> None:
    with pytest.raises(PolicyError, match="m: is no rule"):
        Rules.from_json({"k": 5, "m": 2})
