import pytest
from django.core.management import call_command

from explorer.release.models import Release
from profiles.publication.models import Policy
from profiles.publication.publish_release import publish_release
from profiles.publication.repair_release import count_under_k, policy_of, repair_release
from profiles.publication.withdraw import withdraw
from profiles.register.models import Profile
from tests.factories.register import TODAY
from tests.profiles.publication.people import crowd, small_policy

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


@pytest.fixture
def town() -> list[Profile]:
    """Of nine people three, just enough, can drive a fork-lift."""
    common = ("education", "mbo-2")
    people = [*crowd(3, common, ("skill", "heftruck-rijden")), *crowd(6, common, ("task", "orderpicken"))]
    publish_release(on=TODAY, policy=small_policy())
    return people


def test_nothing_is_repaired_while_nobody_is_hidden(town: list[Profile]) -> None:
    assert repair_release(on=TODAY) is None


def test_withdrawal_that_leaves_enough_needs_no_repair(town: list[Profile]) -> None:
    withdraw(profile=town[-1], on=TODAY)
    assert repair_release(on=TODAY) is None


def test_fact_that_fell_under_k_is_repaired_by_the_same_policy(town: list[Profile]) -> None:
    withdraw(profile=town[0], on=TODAY)
    former = Release.objects.get()
    assert count_under_k(former, on=TODAY) > 0
    publication = repair_release(on=TODAY, by="nachtploeg")
    assert publication is not None
    assert (publication.release_number, publication.made_by) == (2, "nachtploeg")
    release = Release.objects.get(number=2)
    assert release.policy == former.policy
    told = {fact for facts in release.profiles.values_list("facts", flat=True) for fact in facts}
    assert not release.concepts.filter(code="heftruck-rijden", number__in=told).exists()
    assert repair_release(on=TODAY) is None


def test_policy_is_found_by_its_rules(town: list[Profile]) -> None:
    assert policy_of(Release.objects.get()) == small_policy()
    Policy.objects.filter(name="klein").delete()
    assert policy_of(Release.objects.get()) is None


def test_command_says_when_there_is_nothing_to_do(
    town: list[Profile], capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("repair_release")
    assert "Nothing to repair" in capsys.readouterr().out
