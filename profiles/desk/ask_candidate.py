"""Ask a candidate about a request, and write down what the candidate says."""

import datetime
from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db import DEFAULT_DB_ALIAS, IntegrityError, transaction
from django.utils.translation import gettext as _

from explorer.contact.limits import normal_organisation
from explorer.contact.models.request import RequestState
from profiles.desk.change import CaseRefused, changing, say_state
from profiles.desk.letter_fields import BY_NAME
from profiles.desk.models import Approach, NoGoEmployer
from profiles.register.models import Candidate, Profile

if TYPE_CHECKING:
    from profiles.staff.models import StaffUser

ASKED_IN = frozenset({Profile.State.DRAFT, Profile.State.READY, Profile.State.PUBLISHED})
"""States of a profile in which the person may be asked; never after an objection."""


def may_be_asked(profile: Profile | None) -> bool:
    """Whether the person of a profile may be on a list of the desk."""
    return profile is not None and profile.state in ASKED_IN and profile.objected_on is None


def ask_candidate(
    *,
    number: str,
    candidate: Candidate,
    organisation: str,
    channel: Approach.Channel,
    at: datetime.datetime,
    by: "StaffUser",
) -> Approach:
    """Record that a candidate is asked; the employer hears that candidates are asked, not which.

    A second time gives the first one. `organisation` is that of the employer, for the list of
    employers that the candidate does not want. Raises `CaseRefused`.
    """
    profile = Profile.objects.filter(candidate=candidate).first()
    if not may_be_asked(profile):
        raise CaseRefused(_("Deze kandidaat is nu niet beschikbaar. U kunt niets vragen."))
    if NoGoEmployer.objects.filter(candidate=candidate, key=normal_organisation(organisation)).exists():
        raise CaseRefused(_("Deze kandidaat wil niet naar deze werkgever."))
    with changing(number, seen=None) as case:
        before = Approach.objects.filter(case=case, candidate=candidate).first()
        if before is not None:
            return before
        approach = Approach.objects.create(
            case=case, candidate=candidate, channel=channel, asked_at=at, asked_by=by
        )
        case.owner = case.owner or by
        if case.state in (RequestState.RECEIVED, RequestState.IN_PROGRESS):
            say_state(case, RequestState.CANDIDATES_ASKED, at=at, by=by)
    return approach


def record_answer(
    *,
    approach: Approach,
    answer: Approach.Answer,
    fields: Collection[str],
    at: datetime.datetime,
    by: "StaffUser",
) -> Approach:
    """Write down what the candidate said. With yes: what may be said to this employer, the name at least.

    A later answer replaces an earlier one: without a yes nothing is agreed to. Raises `CaseRefused`.
    """
    unknown = set(fields) - BY_NAME.keys()
    if unknown:
        raise CaseRefused(_("Dit gegeven kan niet worden gekozen."))
    if answer == Approach.Answer.YES and "given_name" not in fields:
        raise CaseRefused(_("Zonder voornaam kan niemand kennismaken. Vraag of u die mag noemen."))
    with transaction.atomic(using=DEFAULT_DB_ALIAS):
        # Read again under its lock: the case may have ended since the page was made.
        current = Approach.objects.select_for_update(of=("self",)).select_related("case").get(pk=approach.pk)
        if current.case.is_closed:
            raise CaseRefused(_("Deze aanvraag is afgerond. Er valt niets meer te wijzigen."))
        current.answer, current.answered_at, current.answered_by = answer, at, by
        current.agreed_fields = sorted(fields) if answer == Approach.Answer.YES else []
        current.save()
    return current


def add_no_go(
    *, candidate: Candidate, organisation: str, at: datetime.datetime, by: "StaffUser"
) -> NoGoEmployer:
    """Never introduce the candidate to this employer; the same name in another spelling is the same.

    Raises `CaseRefused`.
    """
    key = normal_organisation(organisation)
    if not key:
        raise CaseRefused(_("Typ de naam van de werkgever."))
    try:
        with transaction.atomic(using=DEFAULT_DB_ALIAS):
            return NoGoEmployer.objects.create(
                candidate=candidate, organisation=organisation.strip(), key=key, added_at=at, added_by=by
            )
    except IntegrityError:
        # It was there already, or a colleague added it at the same moment.
        return NoGoEmployer.objects.get(candidate=candidate, key=key)
