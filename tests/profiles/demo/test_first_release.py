import pytest

from profiles.demo.first_release import UnknownPolicy, is_due, require_policy
from profiles.publication.models import Policy
from profiles.publication.publish_release import publish_release
from tests.factories.register import TODAY
from tests.profiles.publication.people import crowd, small_policy

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


def test_empty_demo_needs_a_release() -> None:
    assert is_due(policy="")
    assert is_due(policy="standaard")


def test_release_by_the_same_rules_is_kept() -> None:
    crowd(6, ("task", "orderpicken"))
    publish_release(on=TODAY, policy=small_policy())
    assert not is_due(policy="")
    assert not is_due(policy="klein")


def test_other_rules_need_another_release() -> None:
    crowd(6, ("task", "orderpicken"))
    publish_release(on=TODAY, policy=small_policy())
    assert is_due(policy="standaard")


def test_unknown_rules_are_named_beside_the_known() -> None:
    Policy.objects.get_or_create(name="standaard")
    require_policy("")
    require_policy("standaard")
    with pytest.raises(UnknownPolicy, match=r"'gokken'; known are .*standaard"):
        require_policy("gokken")
