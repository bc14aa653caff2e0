"""Make a case of each new request, and bring known cases up to date. It may be repeated."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, transaction

from explorer.contact.models import ContactRequest
from explorer.contact.models.request import EndReason, RequestState
from profiles.desk.mail import ask_for_mail, recipient
from profiles.desk.models import Case, CaseOutcome, DeskMail
from profiles.register.models import Desk

READ = ("number", "kind", "desk", "state", "reason", "confirmed_at", "due_on", "answered_at", "closed_at")
OUTCOMES: Mapping[str, CaseOutcome] = {
    EndReason.JOB: CaseOutcome.PLACED,
    EndReason.TRIAL: CaseOutcome.TRIAL,
    EndReason.NOBODY_FOUND: CaseOutcome.NOBODY_FOUND,
    EndReason.NO_AGREEMENT: CaseOutcome.NO_AGREEMENT,
    EndReason.NOT_SUITABLE: CaseOutcome.NOT_SUITABLE,
    EndReason.EMPLOYER_WITHDREW: CaseOutcome.EMPLOYER_WITHDREW,
    EndReason.ANSWERED: CaseOutcome.ANSWERED,
    EndReason.DUPLICATE: CaseOutcome.ANSWERED,
}


class NoDesk(Exception):
    """There is no desk that a request could go to."""


@dataclass
class Fetched:
    """How many cases are new, and how many were brought up to date."""

    new: int = 0
    changed: int = 0


def fetch_requests(*, at: datetime.datetime) -> Fetched:
    """Copy what cases need of the requests: three statements where nothing is new. Raises `NoDesk`.

    What the desk itself changed and is not outside yet stays as it is inside.
    """
    requests = list(ContactRequest.objects.only(*READ))
    known = Case.objects.in_bulk([one.number for one in requests], field_name="number")
    desks = _Desks(Desk.objects.select_related("duty__default_owner", "duty__head"))
    result = Fetched()
    for request in requests:
        case = known.get(request.number)
        if case is None:
            result.new += _add(request, desks, at)
            continue
        differs = any(getattr(case, name) != value for name, value in _mirrored(request).items())
        if differs or case.desk_id != desks.of(request.desk).pk:
            result.changed += _bring_up_to_date(case, request, desks)
    return result


class _Desks:
    """The desk of a code; the first one for a code that is not known, as outside."""

    def __init__(self, desks: Iterable[Desk]) -> None:
        self._desks = list(desks)
        self._by_code = {desk.code: desk for desk in self._desks}

    def of(self, code: str) -> Desk:
        if not self._desks:
            raise NoDesk
        return self._by_code.get(code, self._desks[0])


def _mirrored(request: ContactRequest) -> dict[str, object]:
    return {
        "state": request.state,
        "due_on": request.due_on,
        "first_answer_at": request.answered_at,
        "closed_at": request.closed_at,
    }


def _outcome(request: ContactRequest) -> str:
    if request.closed_at is None:
        return ""
    if request.state == RequestState.WITHDRAWN:
        return CaseOutcome.EMPLOYER_WITHDREW
    return OUTCOMES.get(request.reason, CaseOutcome.EXPIRED)


def _add(request: ContactRequest, desks: _Desks, at: datetime.datetime) -> bool:
    """Make the case unless another worker just did."""
    desk = desks.of(request.desk)
    duty = getattr(desk, "duty", None)
    with transaction.atomic(using=DEFAULT_DB_ALIAS):
        case = Case(
            number=request.number,
            kind=request.kind,
            desk=desk,
            owner=duty.default_owner if duty else None,
            confirmed_at=request.confirmed_at,
            outcome=_outcome(request),
            **_mirrored(request),
        )
        Case.objects.bulk_create([case], ignore_conflicts=True)
        stored = Case.objects.filter(number=request.number).select_related("desk__duty", "owner").get()
        # By the stored row: another worker may have made it, and then the mail is there already.
        ask_for_mail(DeskMail.Purpose.NEW_CASE, case=stored, cause="new", to=recipient(stored), at=at)
    return True


def _bring_up_to_date(case: Case, request: ContactRequest, desks: _Desks) -> bool:
    with transaction.atomic(using=DEFAULT_DB_ALIAS):
        current = Case.objects.select_for_update().get(pk=case.pk)
        # What was said inside and is not outside yet is newer than what was read there.
        if current.acts.filter(done_at=None).exists():
            return False
        desk = desks.of(request.desk)
        if current.desk_id != desk.pk:
            # The owner works for the desk that gave it away.
            current.desk, current.owner = desk, None
        for name, value in _mirrored(request).items():
            setattr(current, name, value)
        # The desk's own word says more than the reason that the employer reads.
        current.outcome = (current.outcome or _outcome(request)) if request.closed_at else ""
        current.version += 1
        current.save()
    return True
