import pytest
from django.core.exceptions import ValidationError

from profiles.anonymisation.policy import Mode
from profiles.anonymisation.policy import Policy as Rules
from profiles.publication.models import Policy

pytestmark = pytest.mark.django_db


def test_standard_policy_is_there_from_the_start() -> None:
    policy = Policy.objects.get(is_default=True)
    assert policy.name == "standaard"
    assert policy.rules() == Rules(k=5, m=2, floor=200, class_attributes=("place", "education"))


def test_named_policies_can_be_chosen() -> None:
    rules = {policy.name: policy.rules() for policy in Policy.objects.exclude(name="standaard")}
    assert rules == {
        "losse-feiten": Rules(k=5, m=1, floor=200),
        "met-opleiding": Rules(k=5, m=2, floor=200, weights={"place": 5}),
        "tweelingen": Rules(mode=Mode.TWINS, k=5),
        "tweelingkaarten": Rules(mode=Mode.TWIN_CARDS, k=5, cards=6),
    }


@pytest.mark.parametrize(
    "wrong",
    [
        {"m": 4},
        {"class_attributes": ["task"]},
        {"k": 1},
        {"mode": "triplets"},
        {"mode": "twin-cards", "cards": 1},
        {"cards": 2},
        {"weights": {"task": -1}},
        {"weights": {"charm": 1}},
        {"caps": {"skill": 0}},
    ],
)
def test_rules_that_cannot_be_followed_are_not_saved(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Policy(name="fout", **wrong).full_clean()
