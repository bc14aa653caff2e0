"""Ask for a change of policy. Nothing changes until another person approves it."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from profiles.access.log_of_use import Action, Activity, log_use
from profiles.publication.background import ask_run
from profiles.publication.models import Policy, PolicyProposal, Run
from profiles.publication.policy_values import policy_of, values_of


def propose_policy(
    *, policy: Policy | None, values: Mapping[str, Any], why: str, by: Any, at: datetime.datetime
) -> PolicyProposal:
    """A proposal to change a policy, or with None to add one; its effect is counted by the worker.

    Raises ValidationError, with words for each field, for rules that no release can follow.
    """
    check_proposal(policy, values)
    former = values_of(policy) if policy else {}
    with transaction.atomic():
        if policy and PolicyProposal.objects.filter(policy=policy, verdict="").exists():
            raise ValidationError(_("Voor dit beleid wacht al een voorstel op een besluit."))
        proposal = PolicyProposal(policy=policy, values=dict(values), former=former, why=why, asked_by=by)
        proposal.save()
        log_use(action=Action.POLICY, objects=[proposal], actor=by, activity=Activity.PUBLICATION, why=why)
        # By the worker: counting a country takes longer than a page may.
        ask_run(kind=Run.Kind.EFFECT, by=by.get_username(), at=at, proposal=proposal)
    return proposal


def check_proposal(policy: Policy | None, values: Mapping[str, Any]) -> None:
    """Raise ValidationError for what cannot be proposed, in words."""
    former = values_of(policy) if policy else {}
    wanted = policy_of(values)
    if policy:
        # Compared with other policies, not with itself.
        wanted.pk, wanted._state.adding = policy.pk, False
    # The default is taken over when the proposal is approved, so that constraint is not asked yet.
    wanted.full_clean(validate_constraints=False)
    if dict(values) == former:
        raise ValidationError(_("Er is niets gewijzigd."))
    if former.get("is_default") and not values["is_default"]:
        raise ValidationError(
            {"is_default": _("Er is altijd een standaardbeleid. Maak een ander beleid standaard.")}
        )
