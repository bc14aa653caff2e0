import pytest

from profiles.demo.first_release import UnknownPolicy, is_due, reason, require_policy
from profiles.publication.models import Policy
from tests.profiles.publication.people import ENOUGH, crowd, publish

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


def test_empty_demo_needs_a_release() -> None:
    assert is_due(policy="")
    assert is_due(policy="standaard")


def test_release_by_the_same_rules_is_kept() -> None:
    crowd(ENOUGH, ("task", "orderpicken"))
    publish()
    assert not is_due(policy="")
    assert not is_due(policy="klein")


def test_other_rules_need_another_release() -> None:
    crowd(ENOUGH, ("task", "orderpicken"))
    publish()
    assert is_due(policy="standaard")


def test_unknown_rules_are_named_beside_the_known() -> None:
    Policy.objects.get_or_create(name="standaard")
    require_policy("")
    require_policy("standaard")
    with pytest.raises(UnknownPolicy, match=r"'gokken'; known are .*standaard"):
        require_policy("gokken")


def test_another_policy_is_the_reason_to_force() -> None:
    assert reason(policy="landelijk") == ""
    crowd(ENOUGH, ("task", "orderpicken"))
    publish()
    assert "landelijk" in reason(policy="landelijk")
