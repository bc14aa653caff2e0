"""What happened to a person in the register: one list of old and new values in words, newest first."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from profiles.configuration.changes import changes
from profiles.desk.models import Approach, Introduction, NoGoEmployer
from profiles.register.models import Candidate
from profiles.staff.models import StaffUser
from profiles.vocabulary.attributes import BY_NAME

NOT_SHOWN = ("candidate", "updated_at", "organisation_id")


@dataclass(frozen=True)
class Happened:
    """One moment: its time, the user (empty: the system), lines that say what, and why if that was asked."""

    at: datetime.datetime
    who: str
    lines: Sequence[str]
    why: str = ""


def history_of(candidate: Candidate) -> list[Happened]:
    """All that is kept of what happened. Names and contact details have no history: they are not kept."""
    found = [*_events(candidate), *_desk(candidate)]
    return sorted(found, key=lambda each: each.at, reverse=True)


def _events(candidate: Candidate) -> Iterator[Happened]:
    """The history that the database wrote; what happened in one request is one moment."""
    profile = getattr(candidate, "profile", None)
    moments: dict[Any, list[tuple[Any, str]]] = {}
    for name, field, key in (
        ("CandidateEvent", "pgh_obj_id", candidate.pk),
        ("ProfileEvent", "pgh_obj_id", profile.pk if profile else None),
        ("ProfileFactEvent", "profile_id", profile.pk if profile else None),
    ):
        if key is None:
            continue
        model: Any = apps.get_model("register", name)
        related = ["pgh_context", "concept"] if name == "ProfileFactEvent" else ["pgh_context"]
        former = None
        for event in model.objects.filter(**{field: key}).select_related(*related).order_by("pgh_id"):
            lines = _fact(event) if name == "ProfileFactEvent" else _fields(event, former)
            former = event
            # Without a context a program wrote it: then each event is a moment by itself.
            moment = event.pgh_context_id or (event.pgh_created_at, name, event.pgh_id)
            moments.setdefault(moment, []).extend((event, line) for line in lines)
    # A request is of one user, so the first event of a moment says who.
    firsts = [event for found in moments.values() for event, _line in found[:1]]
    wanted = {event.pgh_context.metadata.get("user") for event in firsts if event.pgh_context}
    users: dict[Any, str] = {
        user.pk: str(user) for user in StaffUser.objects.filter(pk__in=filter(None, wanted))
    }
    for found in moments.values():
        if found:
            first = found[0][0]
            data = first.pgh_context.metadata if first.pgh_context else {}
            # A system that delivers has a name, and no account.
            who = users.get(data.get("user")) or data.get("supplier", "")
            yield Happened(first.pgh_created_at, who, [line for _event, line in found], data.get("why", ""))


def _fields(event: Any, former: Any) -> Iterator[str]:
    for change in changes(event, former, but=NOT_SHOWN):
        label = change.label[:1].upper() + change.label[1:]
        yield f"{label}: {change.old} → {change.new}"


def _fact(event: Any) -> Iterator[str]:
    attribute = BY_NAME[event.concept.attribute].label
    words = (
        _("%(attribute)s: erbij: %(word)s")
        if event.pgh_label == "insert"
        else _("%(attribute)s: weg: %(word)s")
    )
    yield words % {"attribute": attribute, "word": event.concept.label}


def _desk(candidate: Candidate) -> Iterator[Happened]:
    for approach in Approach.objects.filter(candidate=candidate).select_related(
        "case", "asked_by", "answered_by"
    ):
        asked = _("Gevraagd voor aanvraag %(number)s, per %(how)s") % {
            "number": approach.case.number,
            "how": approach.get_channel_display(),
        }
        yield Happened(approach.asked_at, str(approach.asked_by), [asked])
        if approach.answered_at:
            answer = _("Antwoord op aanvraag %(number)s: %(answer)s") % {
                "number": approach.case.number,
                "answer": approach.get_answer_display(),
            }
            yield Happened(approach.answered_at, str(approach.answered_by or ""), [answer])
    for letter in Introduction.objects.filter(approach__candidate=candidate).select_related(
        "approach__case", "made_by"
    ):
        made = _("Introductiebrief gemaakt voor aanvraag %(number)s") % {
            "number": letter.approach.case.number
        }
        yield Happened(letter.made_at, str(letter.made_by), [made])
    for employer in NoGoEmployer.objects.filter(candidate=candidate).select_related("added_by"):
        added = _("Wil niet naar %(employer)s") % {"employer": employer.organisation}
        yield Happened(employer.added_at, str(employer.added_by), [added])
