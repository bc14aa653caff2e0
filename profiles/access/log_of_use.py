"""The log of use: account, action, data, time, address and reason (BIO2 8.15).

Field names follow *Logboek Dataverwerkingen* where it has them: trace id, operation, processing
activity, data subject. People and accounts are pseudonyms from the start, see `pseudonyms`.
"""

import re
import secrets
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.http import HttpRequest

from explorer.contact.limits import sender_address
from profiles.access.alarm import raise_alarms
from profiles.access.models import Action, Activity, Result, UseLog, UseSubject
from profiles.access.pseudonyms import of_account, of_person
from profiles.access.rights import is_account
from profiles.register.models import Candidate, Profile, ProfileFact

__all__ = ["Action", "Activity", "Result", "log_use"]

LONGEST_WHY = 300
MOST_NAMED = 100
# Seen by themselves, and not as one of a list.
OPENING = frozenset({Action.VIEW, Action.LETTER, Action.CHANGE})
COUNTED = OPENING | {Action.LIST, Action.SEARCH, Action.EXPORT}
_TRACEPARENT = re.compile(r"[0-9a-f]{2}-(?P<trace>[0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}")


def log_use(
    *,
    action: str,
    objects: Iterable[Any] = (),
    result: str = Result.OK,
    request: HttpRequest | None = None,
    actor: Any = None,
    activity: str = Activity.PROFILES,
    why: str = "",
) -> None:
    """Write down one use, in the transaction of what it is about.

    `objects`: candidates (or their profiles, facts, approaches) are the people it was about; any other
    row or text is named (`release:12`), accounts under their pseudonym. With a request the actor, the
    address and the page are those of the request; without both it was the system.
    """
    if actor is None and request is not None:
        actor = getattr(request, "user", None)
    # A visitor without an account has a user without a key.
    known = actor if getattr(actor, "pk", None) else None
    people, named = _subjects(objects)
    match = getattr(request, "resolver_match", None)
    use = UseLog(
        trace_id=trace_of(request),
        actor=of_account(known) if known else None,
        role=getattr(known, "role", "") or "",
        action=action,
        result=result,
        activity=activity,
        page=(match.view_name or "")[:100] if match else "",
        named_objects=named[:MOST_NAMED],
        people=len(people),
        origin=sender_address(request.META, proxies=settings.PROXIES) if request else "",
        # PostgreSQL takes no NUL in a text.
        why=" ".join(why.replace("\0", "").split())[:LONGEST_WHY],
    )
    # The web role may add rows to this table, and change none.
    use.save(force_insert=True)
    if people:
        # One person on a page was looked at; several at once were passed over in a list.
        is_opened = len(people) == 1 and action in OPENING
        UseSubject.objects.bulk_create(
            [UseSubject(use=use, subject=person, actor=use.actor, opened=is_opened) for person in people],
            batch_size=1000,
        )
        # A job of the system goes through all people every night: that is no bulk viewing.
        if known and action in COUNTED and result == Result.OK:
            raise_alarms(actor=of_account(known), role=use.role)


def trace_of(request: HttpRequest | None) -> str:
    """One id for all that a request does: that of the caller (W3C trace context), or a new one."""
    if request is None:
        return secrets.token_hex(16)
    kept = getattr(request, "_trace_id", None)
    if kept is None:
        sent = _TRACEPARENT.fullmatch(request.headers.get("traceparent", ""))
        kept = sent["trace"] if sent else secrets.token_hex(16)
        request._trace_id = kept  # type: ignore[attr-defined]
    return str(kept)


def _subjects(objects: Iterable[Any]) -> tuple[list[UUID], list[str]]:
    """Pseudonyms of the people that objects are about, and names of all others; each once, in order."""
    people: dict[UUID, None] = {}
    named: dict[str, None] = {}
    for each in objects:
        person = _person(each)
        if person is not None:
            people[of_person(person)] = None
        elif is_account(each):
            named[f"account:{of_account(each)}"] = None
        elif isinstance(each, models.Model):
            named[f"{each._meta.model_name}:{each.pk}"[:80]] = None
        else:
            named[str(each)[:80]] = None
    return list(people), list(named)


def _person(each: Any) -> int | None:
    """The primary key of the candidate that a row is about."""
    if isinstance(each, Candidate):
        return each.pk
    if isinstance(each, ProfileFact):
        return each.profile.candidate_id
    if isinstance(each, Profile) or (isinstance(each, models.Model) and hasattr(each, "candidate_id")):
        return int(each.candidate_id)
    return None
