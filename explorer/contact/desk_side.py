"""What the inside does with requests: read them, say how far they are, ask the employer something.

Runs as `register_web`, which may read requests, update how far they are, add what was said
and ask for a mail, and nothing else. Of candidates nothing comes here: a text is for the
employer, and the caller sees to it.
"""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass

from django.db import connections, router, transaction
from django.db.models import QuerySet

from explorer.contact.mail.ask import ask_for_mail
from explorer.contact.models import ContactRequest, Desk, OutgoingMail, PromiseMonth, RequestEvent
from explorer.contact.models.request import LONGEST_WORDS, AlreadyEnded, EndReason, RequestState

Kind = RequestEvent.Kind
BY_EMPLOYER_OR_SITE = frozenset({RequestState.RECEIVED, RequestState.WITHDRAWN})
# The reasons that an end can have; an end that is listed needs one of them.
REASONS: dict[RequestState, frozenset[EndReason]] = {
    RequestState.PLACED: frozenset({EndReason.JOB, EndReason.TRIAL}),
    RequestState.NOT_FOUND: frozenset(
        {EndReason.NOBODY_FOUND, EndReason.NO_AGREEMENT, EndReason.NOT_SUITABLE}
    ),
    RequestState.CLOSED: frozenset({EndReason.EMPLOYER_WITHDREW, EndReason.ANSWERED, EndReason.DUPLICATE}),
}


class UnknownRequest(Exception):
    """No request has this number."""


class NotAllowed(ValueError):
    """A state that the desk cannot give, a reason that does not belong to it, or a text that is too long."""


@dataclass(frozen=True)
class PublishedDesk:
    """A desk as it is shown outside. `places` are codes of municipalities and regions."""

    code: str
    name: str
    address: str
    phone: str
    email: str
    hours_nl: str
    hours_en: str
    promised_days: int
    places: tuple[str, ...]


@dataclass(frozen=True)
class PublishedMonth:
    """How a desk kept its promise in a month; None for a figure that is too small to show."""

    desk: str
    month: datetime.date
    requests: int | None
    median_days: float | None
    in_time: float | None
    introductions: int | None
    trials: int | None
    placements: int | None


def publish_desks(desks: Iterable[PublishedDesk], *, at: datetime.datetime) -> None:
    """Show exactly these desks outside; the first one answers for places that none of them names."""
    alias = router.db_for_write(Desk)
    with transaction.atomic(using=alias):
        shown = [
            Desk(**{**asdict(desk), "places": list(desk.places)}, position=position, updated_at=at)
            for position, desk in enumerate(desks)
        ]
        # A desk that is gone must not stay on pages; requests keep its code and lead to the first desk.
        Desk.objects.exclude(code__in=[desk.code for desk in shown]).delete()
        # Of every field: one that is added later is taken along by itself.
        fields = [field.name for field in Desk._meta.concrete_fields if not field.primary_key]
        Desk.objects.bulk_create(shown, update_conflicts=True, unique_fields=["code"], update_fields=fields)


def publish_months(months: Iterable[PublishedMonth], *, at: datetime.datetime) -> None:
    """Show exactly these months outside."""
    with transaction.atomic(using=router.db_for_write(PromiseMonth)):
        # A month that became too small to show disappears with it.
        PromiseMonth.objects.all().delete()
        PromiseMonth.objects.bulk_create(PromiseMonth(**asdict(month), published_at=at) for month in months)


def requests_for(desks: Collection[str]) -> QuerySet[ContactRequest]:
    """The confirmed requests of these desks, oldest first. Filter and order it further as you like."""
    found: QuerySet[ContactRequest] = ContactRequest.objects.filter(desk__in=desks)
    return found


def request_numbered(number: str) -> ContactRequest:
    """One request. Raises `UnknownRequest`."""
    try:
        found: ContactRequest = ContactRequest.objects.get(number=number)
    except ContactRequest.DoesNotExist:
        raise UnknownRequest(number) from None
    return found


def set_state(
    *, number: str, state: RequestState, at: datetime.datetime, reason: EndReason | str = "", text: str = ""
) -> ContactRequest:
    """Say how far a request is, with a text for the employer: in a mail, and on the status page at once.

    The same state again with the same reason and no text changes nothing. The first move away from
    *received* is the first answer. Raises `UnknownRequest`, `AlreadyEnded`, `NotAllowed`.
    """
    # A reason belongs to some ends only, and those are not complete without one.
    if state in BY_EMPLOYER_OR_SITE:
        raise NotAllowed(f"the desk cannot make a request {state}")
    allowed = REASONS.get(state, frozenset())
    if (allowed or reason) and reason not in allowed:
        raise NotAllowed(f"{reason or 'no reason'} is no reason for {state}")
    _require_text(text)
    with transaction.atomic(using=router.db_for_write(ContactRequest)):
        request = _locked(number)
        if (request.state, request.reason, text) == (state, reason, ""):
            return request
        if request.is_closed:
            raise AlreadyEnded
        request.state, request.reason = state, str(reason)
        # The promise is about the first answer; later ones do not move it.
        request.answered_at = request.answered_at or at
        request.closed_at = at if state.is_end else None
        request.save(update_fields=["state", "reason", "answered_at", "closed_at"])
        _say(request, Kind.STATE, at=at, text=text, state=state, mail=OutgoingMail.Purpose.CHANGED)
    return request


def ask_question(*, number: str, text: str, at: datetime.datetime) -> RequestEvent:
    """Ask the employer something; a mail leads to the status page, where it is answered.

    It counts as a first answer. Raises `UnknownRequest`, `AlreadyEnded`, `NotAllowed`.
    """
    if not text.strip():
        raise NotAllowed("a question needs words")
    _require_text(text)
    with transaction.atomic(using=router.db_for_write(ContactRequest)):
        request = _locked(number)
        if request.is_closed:
            raise AlreadyEnded
        if request.answered_at is None:
            request.answered_at = at
            request.save(update_fields=["answered_at"])
        return _say(request, Kind.QUESTION, at=at, text=text, mail=OutgoingMail.Purpose.QUESTION)


def transfer(*, number: str, desk: str, at: datetime.datetime) -> ContactRequest:
    """Give a request to another desk that is shown outside; the promised day stays.

    Raises `UnknownRequest`, `AlreadyEnded`, `NotAllowed`.
    """
    if not Desk.objects.filter(code=desk).exists():
        raise NotAllowed(f"no desk {desk}")
    with transaction.atomic(using=router.db_for_write(ContactRequest)):
        request = _locked(number)
        if request.is_closed:
            raise AlreadyEnded
        if request.desk != desk:
            request.desk = desk
            request.save(update_fields=["desk"])
            _say(request, Kind.TRANSFER, at=at, text="")
    return request


def _locked(number: str) -> ContactRequest:
    found: ContactRequest | None = ContactRequest.objects.select_for_update().filter(number=number).first()
    if found is None:
        raise UnknownRequest(number)
    return found


def _require_text(text: str) -> None:
    if len(text) > LONGEST_WORDS:
        raise NotAllowed(f"a text of more than {LONGEST_WORDS} characters")


def _say(
    request: ContactRequest,
    kind: RequestEvent.Kind,
    *,
    at: datetime.datetime,
    text: str,
    state: str = "",
    mail: OutgoingMail.Purpose | None = None,
) -> RequestEvent:
    event: RequestEvent = RequestEvent.objects.create(
        request=request, at=at, kind=kind, state=state, text=text, by=RequestEvent.By.DESK
    )
    if mail is not None:
        ask_for_mail(
            mail,
            cause=str(event.pk),
            to=request.email,
            language=request.language,
            at=at,
            request=request,
            event=event,
        )
    return event


def keep_numbers_unused(numbers: Iterable[str]) -> None:
    """See to it that none of these numbers is given again, also where this database is an older one."""
    last: dict[int, int] = {}
    for number in numbers:
        year, _dash, count = number.partition("-")
        if year.isdigit() and count.isdigit():
            last[int(year)] = max(int(count), last.get(int(year), 0))
    with connections[router.db_for_write(ContactRequest)].cursor() as cursor:
        for of_year, highest in sorted(last.items()):
            cursor.execute(
                "INSERT INTO explorer_contact_numberseries AS stored (year, last) VALUES (%s, %s) "
                "ON CONFLICT (year) DO UPDATE SET last = greatest(stored.last, excluded.last)",
                [of_year, highest],
            )
