"""What the status page and the mails say of a request: a heading, and what was done and what comes."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from explorer.contact.models import ContactRequest, RequestEvent
from explorer.contact.models.request import EndReason, RequestKind, RequestState
from explorer.contact.working_days import working_days_between

HEADINGS: dict[RequestState, str | Promise] = {
    RequestState.RECEIVED: gettext_lazy("Wij hebben uw vraag"),
    RequestState.IN_PROGRESS: gettext_lazy("Uw vraag is in behandeling"),
    RequestState.CANDIDATES_ASKED: gettext_lazy("Wij vragen nu de kandidaten"),
    RequestState.PROPOSED: gettext_lazy("Iemand wil met u kennismaken"),
    RequestState.PLACED: gettext_lazy("Het is gelukt"),
    RequestState.CLOSED: gettext_lazy("Uw vraag is afgerond"),
    RequestState.NOT_FOUND: gettext_lazy("Het is niet gelukt"),
    RequestState.WITHDRAWN: gettext_lazy("U trok uw vraag in"),
    RequestState.EXPIRED: gettext_lazy("Uw vraag is vervallen"),
}
LEADS: Mapping[RequestState, str | Promise] = {
    RequestState.RECEIVED: gettext_lazy("Een adviseur belt of mailt u uiterlijk %(day)s."),
    RequestState.IN_PROGRESS: gettext_lazy("De adviseur kijkt wie past bij uw wens."),
    RequestState.CANDIDATES_ASKED: gettext_lazy("Pas na een ja krijgt u een naam. Nee is ook goed."),
    RequestState.PROPOSED: gettext_lazy("De adviseur belt of mailt u over de kandidaat."),
    RequestState.PLACED: gettext_lazy("Dank u wel. De adviseur blijft bereikbaar."),
    RequestState.CLOSED: gettext_lazy("U kunt altijd een nieuwe vraag stellen."),
    RequestState.NOT_FOUND: gettext_lazy("U kunt altijd een nieuwe vraag stellen, ook met een ruimere wens."),
    RequestState.WITHDRAWN: gettext_lazy(
        "Wij doen er niets meer mee. U kunt altijd een nieuwe vraag stellen."
    ),
    RequestState.EXPIRED: gettext_lazy("Er gebeurde lang niets. U kunt altijd een nieuwe vraag stellen."),
}
DONE: dict[RequestState, str | Promise] = {
    **HEADINGS,
    RequestState.RECEIVED: gettext_lazy("U bevestigde uw e-mailadres"),
    RequestState.IN_PROGRESS: gettext_lazy("De adviseur begon met uw vraag"),
    RequestState.CANDIDATES_ASKED: gettext_lazy("Wij vroegen kandidaten"),
}
SAID: Mapping[str, str | Promise] = {
    RequestEvent.Kind.QUESTION: gettext_lazy("De adviseur vroeg u iets"),
    RequestEvent.Kind.ANSWER: gettext_lazy("U gaf antwoord"),
    RequestEvent.Kind.ADDITION: gettext_lazy("U vulde uw vraag aan"),
    RequestEvent.Kind.TRANSFER: gettext_lazy("Een ander loket nam uw vraag over"),
    RequestEvent.Kind.MAIL_REFUSED: gettext_lazy("Een mail aan u kwam niet aan"),
}
# What follows each state, in order.
TO_COME: tuple[tuple[RequestState, str | Promise], ...] = (
    (RequestState.RECEIVED, gettext_lazy("Een adviseur belt of mailt u")),
    (RequestState.IN_PROGRESS, gettext_lazy("Wij vragen de kandidaten")),
    (RequestState.CANDIDATES_ASKED, gettext_lazy("U hoort wie wil kennismaken")),
    (RequestState.PROPOSED, gettext_lazy("U maakt kennis")),
)


@dataclass(frozen=True)
class TimelineStep:
    """One line of the timeline. `status`: done, now or later; `words` were said by one of both."""

    title: str
    status: str
    at: datetime.datetime | None = None
    note: str = ""
    words: str = ""


@dataclass(frozen=True)
class Progress:
    """The top of the status page and its timeline. `days_left` is negative when the promise is broken."""

    title: str
    lead: str
    days_left: int | None
    steps: tuple[TimelineStep, ...]

    @property
    def days_late(self) -> int:
        return max(0, -(self.days_left or 0))


def progress(request: ContactRequest, events: Iterable[RequestEvent], *, at: datetime.datetime) -> Progress:
    """How far a request is, in the language that is active."""
    state = RequestState(request.state)
    waits = request.answered_at is None and not state.is_end
    today = timezone.localtime(at).date()
    done = [TimelineStep(_("U stelde uw vraag"), "done", timezone.localtime(request.started_at))]
    for event in events:
        title = DONE[RequestState(event.state)] if event.kind == RequestEvent.Kind.STATE else SAID[event.kind]
        done.append(TimelineStep(str(title), "done", timezone.localtime(event.at), words=event.text))
    return Progress(
        title=str(HEADINGS[state]),
        lead=lead(request),
        # Once there is an answer the promise is kept or broken, and no clock runs.
        days_left=working_days_between(today, request.due_on) if waits else None,
        steps=(*done, *_to_come(request)),
    )


def lead(request: ContactRequest) -> str:
    """The sentence below the heading: the reason of an end, else what happens now."""
    reason = str(EndReason(request.reason).label) if request.reason else ""
    now = str(LEADS[RequestState(request.state)]) % {"day": day_in_words(request.due_on)}
    return f"{reason} {now}".strip()


def _to_come(request: ContactRequest) -> Iterator[TimelineStep]:
    state = RequestState(request.state)
    states = [step for step, _text in TO_COME]
    if state.is_end:
        return
    steps = TO_COME[states.index(state) :]
    if request.kind == RequestKind.QUESTION:
        # Advice ends with the adviser: no candidate is asked.
        steps = steps[:1]
    for number, (step, title) in enumerate(steps):
        note = ""
        if step == RequestState.RECEIVED and request.answered_at is None:
            note = _("Beloofd: uiterlijk %(day)s.") % {"day": day_in_words(request.due_on)}
        yield TimelineStep(str(title), "later" if number else "now", note=note)


def day_in_words(day: datetime.date) -> str:
    """A day as a promise names it: vrijdag 11 december."""
    return date_format(day, "l j F")
