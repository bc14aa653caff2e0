"""End a case with its outcome, and have the profile of whoever got the job follow."""

import datetime
from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from explorer.contact.models.request import EndReason, RequestState
from profiles.desk.change import CaseRefused, changing, say_state
from profiles.desk.models import Approach, Case, CaseOutcome
from profiles.publication.hide import HidingRefused, hide
from profiles.register.models import Profile

if TYPE_CHECKING:
    from profiles.staff.models import StaffUser

OUTSIDE: Mapping[str, tuple[RequestState, EndReason]] = {
    CaseOutcome.PLACED: (RequestState.PLACED, EndReason.JOB),
    CaseOutcome.TRIAL: (RequestState.PLACED, EndReason.TRIAL),
    CaseOutcome.NO_AGREEMENT: (RequestState.NOT_FOUND, EndReason.NO_AGREEMENT),
    CaseOutcome.NOT_SUITABLE: (RequestState.NOT_FOUND, EndReason.NOT_SUITABLE),
    CaseOutcome.NOBODY_FOUND: (RequestState.NOT_FOUND, EndReason.NOBODY_FOUND),
    CaseOutcome.EMPLOYER_WITHDREW: (RequestState.CLOSED, EndReason.EMPLOYER_WITHDREW),
    CaseOutcome.ANSWERED: (RequestState.CLOSED, EndReason.ANSWERED),
}
"""What the employer reads of each outcome that an adviser can choose."""
WITH_PEOPLE = frozenset({CaseOutcome.PLACED, CaseOutcome.TRIAL})


def close_case(
    *,
    number: str,
    seen: int,
    outcome: CaseOutcome,
    text: str,
    people: Collection[int],
    at: datetime.datetime,
    by: "StaffUser",
) -> Case:
    """End it. `people`: primary keys of the approaches whose candidates start; needed for these outcomes.

    A placed person leaves every list by `settle_placements`, right after this commits or by the job.
    Raises `CaseOvertaken`, `CaseRefused`.
    """
    if outcome not in OUTSIDE:
        raise CaseRefused(_("Kies hoe het afliep."))
    if outcome in WITH_PEOPLE and not people:
        raise CaseRefused(_("Kies wie er begint."))
    state, reason = OUTSIDE[outcome]
    with changing(number, seen=seen) as case:
        chosen = list(
            Approach.objects.select_for_update().filter(case=case, pk__in=people, answer=Approach.Answer.YES)
        )
        if outcome in WITH_PEOPLE and len(chosen) != len(set(people)):
            raise CaseRefused(_("Kies alleen kandidaten die ja zeiden."))
        if outcome in WITH_PEOPLE:
            for approach in chosen:
                approach.placed_on = at.date()
                # During a trial the search may go on; the case worker decides.
                approach.is_settled = outcome != CaseOutcome.PLACED
                approach.save(update_fields=["placed_on", "is_settled"])
        say_state(case, state, at=at, by=by, reason=reason, text=text)
        case.owner, case.outcome = case.owner or by, outcome
    return case


def settle_placements(*, on: datetime.date, number: str | None = None) -> int:
    """Bring the profiles of placed people into their state; returns how many. It may be repeated.

    Each is a transaction of its own and outside any other, see `hide`.
    """
    waiting = Approach.objects.filter(is_settled=False).exclude(placed_on=None)
    if number is not None:
        waiting = waiting.filter(case__number=number)
    settled = 0
    for approach in waiting:
        profile = Profile.objects.filter(candidate=approach.candidate_id).first()
        if profile is not None:
            # One that was withdrawn meanwhile stays so: it is on no list either.
            with suppress(HidingRefused):
                hide(profile=profile, to=Profile.State.PLACED, on=on)
        # Only where it was open still: the page and the job may both have come this far.
        settled += Approach.objects.filter(pk=approach.pk, is_settled=False).update(is_settled=True)
    return settled
