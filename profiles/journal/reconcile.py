"""After a backup was put back: do again what may not be undone, and bring both databases in step.

Repeating it changes nothing. It goes by the files of the journal, which a restore does not touch.
"""

import datetime
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import F
from django.utils import timezone

from explorer.contact.desk_side import keep_numbers_unused
from explorer.contact.models import ContactRequest, RequestEvent
from explorer.contact.models.request import RequestState
from explorer.release.models import Release
from profiles.desk.models import Case, CaseOutcome, OutwardAct
from profiles.journal.copy_out import JournalLine, copy_out, read
from profiles.journal.models import Entry, Redone
from profiles.publication.erase_candidate import erase_candidate
from profiles.publication.hide import HIDING_STATES
from profiles.publication.models import Publication
from profiles.register.models import Candidate, Profile
from profiles.register.verbs.lift_objection import lift_objection
from profiles.register.verbs.record_objection import ObjectionRefused, record_objection


@dataclass
class Reconciled:
    """What was done and what was found; numbers of cases and releases, never a person.

    `redone`: acts by kind. `unknown`: entries of people added after the backup. `lost_cases`: cases
    whose request is not outside any more. `sent_again`: words of the desk that were not outside any more.
    `lost_releases`: in the register only. `foreign_releases`: outside only. `shown_too_long`: people who
    objected or went since the visible release was made, so that a new one is due.
    """

    redone: Counter[str] = field(default_factory=Counter)
    unknown: int = 0
    lost_cases: list[str] = field(default_factory=list)
    sent_again: int = 0
    lost_releases: list[int] = field(default_factory=list)
    foreign_releases: list[int] = field(default_factory=list)
    shown_too_long: int = 0


def reconcile(*, folder: Path, at: datetime.datetime) -> Reconciled:
    """Do again what the journal knows and the register does not. Raises `JournalError`.

    Entries that the register has and the files have not are copied first: the files may be the older ones.
    """
    copy_out(folder=folder, at=at)
    result = Reconciled()
    lines = read(folder)
    known = {str(pk) for model in (Entry, Redone) for pk in model.objects.values_list("pk", flat=True)}
    missing = [line for line in lines if line.id not in known]
    keep_people_apart(lines)
    for line in missing:
        redo(line, result)
    # What was just done again made entries of its own.
    copy_out(folder=folder, at=at)
    # Cases without a request outside are ended; words of the desk that are not outside are said again.
    outside = set(ContactRequest.objects.values_list("number", flat=True))
    # The employer cannot be answered any more.
    lost = Case.objects.exclude(number__in=outside).filter(closed_at=None)
    result.lost_cases = list(lost.values_list("number", flat=True))
    lost.update(
        state=RequestState.EXPIRED, outcome=CaseOutcome.EXPIRED, closed_at=at, version=F("version") + 1
    )
    # The number of a case that was lost outside must never be given to another employer.
    keep_numbers_unused(Case.objects.values_list("number", flat=True))
    said = set(RequestEvent.objects.values_list("request__number", "at"))
    for act in OutwardAct.objects.exclude(done_at=None).filter(refused="").select_related("case"):
        if act.case.number in outside and (act.case.number, act.at) not in said and act.state:
            result.sent_again += OutwardAct.objects.filter(pk=act.pk).update(done_at=None)
    # Numbers only grow, so one above the newest outside was lost there.
    published = set(Release.objects.values_list("number", flat=True))
    recorded_inside = set(Publication.objects.values_list("release_number", flat=True))
    newest = max(published, default=0)
    result.lost_releases = sorted(number for number in recorded_inside if number > newest)
    result.foreign_releases = sorted(published - recorded_inside)
    active = Release.objects.active()
    if active:
        publication = Publication.objects.filter(release_number=active.number).first()
        since = publication.made_at if publication else None
        # A lifted objection makes no one visible that should not be.
        acts = Entry.objects.exclude(act=Entry.Act.OBJECTION_LIFTED)
        late = acts.filter(at__gt=since) if since else acts
        result.shown_too_long = late.values("candidate").distinct().count()
    return result


def redo(line: JournalLine, result: Reconciled) -> None:
    """One act, unless it was done already, and then the mark that it was: each can be repeated."""
    candidate = Candidate.objects.filter(pk=line.candidate).first()
    if candidate is None:
        # Erased already, or added after the backup: then there is no one left to protect.
        result.unknown += line.act != Entry.Act.ERASED
    elif line.act == Entry.Act.ERASED:
        # Not in a transaction of ours: it waits for the lock of a release by itself.
        erase_candidate(candidate=candidate, on=timezone.localdate())
        result.redone[line.act] += 1
    elif line.act == Entry.Act.STATE:
        if line.state in HIDING_STATES:
            changed = Profile.objects.filter(candidate=candidate).exclude(state=line.state)
            # By an update: the steps in between, which a verb would ask for, may be lost.
            result.redone[line.act] += changed.update(state=line.state)
    else:
        with suppress(ObjectionRefused):
            if line.act == Entry.Act.OBJECTION:
                on = datetime.date.fromisoformat(line.on) if line.on else timezone.localdate()
                record_objection(candidate=candidate, on=on)
            else:
                lift_objection(candidate=candidate)
            result.redone[line.act] += 1
    Redone.objects.get_or_create(pk=line.id)


def keep_people_apart(lines: Iterable[JournalLine]) -> None:
    """Use up the numbers of people that the journal knows: a new person must not get one of them."""
    highest = max((line.candidate for line in lines), default=0)
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("SELECT nextval('register_candidate_id_seq')")
        next_one = cursor.fetchone()[0]
        if next_one <= highest:
            cursor.execute(
                "SELECT nextval('register_candidate_id_seq') FROM generate_series(%s, %s)",
                [next_one, highest],
            )
