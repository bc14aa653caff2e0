"""Approve, refuse or withdraw a proposal for the policy."""

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from profiles.access.log_of_use import Action, Activity, log_use
from profiles.publication.models import Policy, PolicyProposal
from profiles.publication.policy_values import FIELDS, values_of

Verdict = PolicyProposal.Verdict


class DecisionRefused(Exception):
    """Nothing was decided; the message says why."""


def decide_policy(
    *, proposal: PolicyProposal, verdict: str, by: Any, at: datetime.datetime, because: str = ""
) -> PolicyProposal:
    """Decide once. Approving changes the policy in the same transaction. Raises `DecisionRefused`.

    The proposer does not approve; the caller checks the right. A policy that changed meanwhile
    is not overwritten.
    """
    with transaction.atomic():
        current = PolicyProposal.objects.select_for_update().get(pk=proposal.pk)
        if not current.is_open:
            raise DecisionRefused(
                _("Over dit voorstel is al besloten: %(verdict)s.")
                % {"verdict": current.get_verdict_display()}
            )
        if verdict == Verdict.APPROVED:
            # Two pairs of eyes: one person alone must not be able to lower the threshold.
            if current.asked_by_id == by.pk:
                raise DecisionRefused(_("Wie een wijziging voorstelt, keurt die niet zelf goed."))
            if "new" not in current.effect:
                raise DecisionRefused(_("Het gevolg wordt nog berekend. Besluit daarna."))
            if "refused" in current.effect["new"]:
                raise DecisionRefused(_("Met deze regels kan geen uitgave worden gemaakt."))
            _apply(current)
        elif verdict == Verdict.WITHDRAWN and current.asked_by_id != by.pk:
            raise DecisionRefused(_("Alleen wie het voorstel deed, trekt het in."))
        elif verdict == Verdict.REFUSED and not because.strip():
            raise DecisionRefused(_("Schrijf op waarom u het voorstel afwijst."))
        current.verdict, current.decided_by, current.decided_at = verdict, by, at
        current.decided_because = because.strip()
        current.save()
        log_use(
            action=Action.POLICY,
            objects=[current],
            actor=by,
            activity=Activity.PUBLICATION,
            why=f"{verdict} {because}",
        )
    return current


def _apply(proposal: PolicyProposal) -> None:
    policy = Policy()
    if proposal.policy_id:
        policy = Policy.objects.select_for_update().get(pk=proposal.policy_id)
        # What was approved is a change from these values, not from any others.
        if values_of(policy) != proposal.former:
            raise DecisionRefused(_("Het beleid is intussen gewijzigd. Stel de wijziging opnieuw voor."))
    for name in FIELDS:
        setattr(policy, name, proposal.values[name])
    if policy.is_default:
        # One at a time is the default: the former one ends first.
        for other in Policy.objects.filter(is_default=True).exclude(pk=policy.pk):
            other.is_default = False
            other.save()
    policy.save()
    proposal.policy = policy
