"""Bring to the explorer database what the desk said, once, whatever stops in between.

Each act is done outside in a transaction that commits first; then it is marked inside. Whoever dies
between the two leaves an act that is done again: its event outside is found by its time and kind.
"""

import datetime
import logging
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS, transaction

from explorer.contact.desk_side import (
    NotAllowed,
    UnknownRequest,
    ask_question,
    request_numbered,
    set_state,
    transfer,
)
from explorer.contact.models import RequestEvent
from explorer.contact.models.request import AlreadyEnded, EndReason, RequestState
from profiles.desk.models import OutwardAct

What = OutwardAct.What
EVENTS = {
    What.STATE: RequestEvent.Kind.STATE,
    What.QUESTION: RequestEvent.Kind.QUESTION,
    What.TRANSFER: RequestEvent.Kind.TRANSFER,
}
logger = logging.getLogger(__name__)


@dataclass
class SentActs:
    """What became of the acts of one run."""

    done: int = 0
    refused: int = 0


def send_acts(*, at: datetime.datetime, number: str | None = None) -> SentActs:
    """Do every act that waits, oldest first, or those of one case. A database that is away raises."""
    result = SentActs()
    waiting = OutwardAct.objects.filter(done_at=None)
    if number is not None:
        waiting = waiting.filter(case__number=number)
    for pk in waiting.order_by("id").values_list("pk", flat=True):
        with transaction.atomic(using=DEFAULT_DB_ALIAS):
            # Two workers do the acts of a case one after the other, never the same one twice.
            act = (
                OutwardAct.objects.select_for_update(of=("self",))
                .select_related("case")
                .filter(pk=pk, done_at=None)
                .first()
            )
            if act is None:
                continue
            try:
                request = request_numbered(act.case.number)
                events = request.events.filter(kind=EVENTS[What(act.what)], by=RequestEvent.By.DESK)
                # A run that died after its commit outside left the event: the employer reads nothing twice.
                if not events.filter(at=act.at).exists():
                    _do(act)
                result.done += 1
            except (AlreadyEnded, UnknownRequest, NotAllowed) as error:
                # The employer withdrew, or the request was erased: nothing can be said any more.
                act.refused = type(error).__name__
                result.refused += 1
                logger.warning("An act of case %s was refused: %s.", act.case, act.refused)
            _mark(act, at)
    return result


def _do(act: OutwardAct) -> None:
    number = act.case.number
    if act.what == What.STATE:
        reason = EndReason(act.reason) if act.reason else ""
        set_state(number=number, state=RequestState(act.state), reason=reason, text=act.text, at=act.at)
    elif act.what == What.QUESTION:
        ask_question(number=number, text=act.text, at=act.at)
    else:
        transfer(number=number, desk=act.desk_code, at=act.at)


def _mark(act: OutwardAct, at: datetime.datetime) -> None:
    # The employer has the words; inside they are kept no longer than they are needed.
    act.done_at, act.text = at, ""
    act.save(update_fields=["done_at", "text", "refused"])
