import pytest
from django.core.exceptions import ValidationError

from profiles.anonymisation.policy import Policy as Rules
from profiles.publication.models import Policy

pytestmark = pytest.mark.django_db


def test_standard_policy_is_there_from_the_start() -> None:
    policy = Policy.objects.get(is_default=True)
    assert policy.name == "standaard"
    assert policy.rules() == Rules(k=5, m=1, floor=200, class_attributes=("place", "education"))


@pytest.mark.parametrize("wrong", [{"m": 2}, {"class_attributes": ["task"]}, {"k": 1}])
def test_rules_that_cannot_be_followed_are_not_saved(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Policy(name="fout", **wrong).full_clean()
