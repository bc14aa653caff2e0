"""A change of policy is asked, counted, and decided by another person; the default cannot go."""

from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from profiles.publication.background import carry_out
from profiles.publication.decide_policy import DecisionRefused, decide_policy
from profiles.publication.models import Policy, PolicyProposal, Run
from profiles.publication.policy_values import differences, values_of
from profiles.publication.propose_policy import propose_policy
from profiles.staff.models import StaffUser
from tests.factories.register import TODAY
from tests.factories.staff import StaffUserFactory
from tests.profiles.publication.people import ENOUGH, crowd

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
Verdict = PolicyProposal.Verdict


@pytest.fixture
def asker() -> StaffUser:
    return StaffUserFactory(admin=True)


@pytest.fixture
def officer() -> StaffUser:
    return StaffUserFactory(role="privacy_officer", organisation=None)


def default() -> Policy:
    policy = Policy.objects.default()
    assert policy is not None
    return policy


def propose(by: StaffUser, policy: Policy | None = None, **changed: Any) -> PolicyProposal:
    policy = policy or default()
    values = {**values_of(policy), **changed}
    return propose_policy(policy=policy, values=values, why="Minder kans", by=by, at=timezone.now())


def counted(proposal: PolicyProposal) -> PolicyProposal:
    carry_out(number=Run.objects.get(proposal=proposal).pk)
    proposal.refresh_from_db()
    return proposal


def decide(proposal: PolicyProposal, verdict: str, by: StaffUser, because: str = "") -> PolicyProposal:
    return decide_policy(proposal=proposal, verdict=verdict, by=by, at=timezone.now(), because=because)


def test_proposal_changes_nothing_by_itself(asker: StaffUser) -> None:
    proposal = propose(asker, k=10)
    assert default().k == 5
    changes = differences(proposal.former, proposal.values)
    assert [(change.field, change.old, change.new) for change in changes] == [("k", "5", "10")]


def test_effect_says_groups_and_recall_by_both(asker: StaffUser) -> None:
    crowd(ENOUGH, ("task", "orderpicken"), confirmed_on=TODAY)
    effect = counted(propose(asker, k=10)).effect
    assert effect["former"]["people"] == effect["new"]["people"] == ENOUGH
    assert effect["new"]["groups"] <= effect["former"]["groups"]
    assert effect["new"]["recall"] <= effect["former"]["recall"] <= 1


def test_another_person_approves_and_old_and_new_are_kept(asker: StaffUser, officer: StaffUser) -> None:
    crowd(ENOUGH, ("task", "orderpicken"), confirmed_on=TODAY)
    proposal = counted(propose(asker, least_days=56))
    decide(proposal, Verdict.APPROVED, officer)
    assert default().least_days == 56
    events = apps.get_model("publication", "PolicyEvent").objects.filter(name=default().name)
    assert list(events.order_by("pgh_id").values_list("least_days", flat=True)) == [28, 56]
    proposal.refresh_from_db()
    assert (proposal.former["least_days"], proposal.values["least_days"]) == (28, 56)


def test_own_proposal_is_not_approved(asker: StaffUser) -> None:
    proposal = counted(propose(asker, k=10))
    with pytest.raises(DecisionRefused, match="niet zelf"):
        decide(proposal, Verdict.APPROVED, asker)
    with pytest.raises(DatabaseError, match="proposal_approved_by_another"), transaction.atomic():
        PolicyProposal.objects.update(verdict="approved", decided_by=asker, decided_at=timezone.now())


def test_nothing_is_approved_before_its_effect_is_known(asker: StaffUser, officer: StaffUser) -> None:
    proposal = propose(asker, k=10)
    with pytest.raises(DecisionRefused, match="nog berekend"):
        decide(proposal, Verdict.APPROVED, officer)
    with pytest.raises(DecisionRefused, match="geen uitgave"):
        decide(counted(proposal), Verdict.APPROVED, officer)


def test_a_proposal_is_decided_once(asker: StaffUser, officer: StaffUser) -> None:
    proposal = propose(asker, k=10)
    with pytest.raises(DecisionRefused, match="waarom"):
        decide(proposal, Verdict.REFUSED, officer)
    decide(proposal, Verdict.REFUSED, officer, because="Te weinig groepen")
    with pytest.raises(DecisionRefused, match="al besloten"):
        decide(proposal, Verdict.WITHDRAWN, asker)


def test_policy_that_changed_meanwhile_is_not_overwritten(asker: StaffUser, officer: StaffUser) -> None:
    crowd(ENOUGH, ("task", "orderpicken"), confirmed_on=TODAY)
    proposal = counted(propose(asker, least_days=56))
    Policy.objects.filter(is_default=True).update(k=10)
    with pytest.raises(DecisionRefused, match="intussen gewijzigd"):
        decide(proposal, Verdict.APPROVED, officer)


def test_second_open_proposal_waits_for_the_first(asker: StaffUser) -> None:
    propose(asker, k=10)
    with pytest.raises(ValidationError, match="wacht al een voorstel"):
        propose(asker, k=20)


def test_another_policy_becomes_the_default_by_approval(asker: StaffUser, officer: StaffUser) -> None:
    crowd(ENOUGH, ("task", "orderpicken"), confirmed_on=TODAY)
    other = Policy.objects.get(name="landelijk")
    decide(counted(propose(asker, other, is_default=True)), Verdict.APPROVED, officer)
    assert default() == other


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"k": 2}, "minstens 5"),
        ({"sampling_rate": 0.0}, "minstens 0.01"),
        ({"is_default": False}, "altijd een standaardbeleid"),
        ({}, "niets gewijzigd"),
        ({"shapes": {"place": False}}, "kan niet worden gevolgd"),
    ],
)
def test_bounds_are_said_in_words(asker: StaffUser, changed: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        propose(asker, **changed)
    assert said in " ".join(refused.value.messages)
    assert not PolicyProposal.objects.exists()


def test_default_policy_cannot_be_deleted() -> None:
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        default().delete()
