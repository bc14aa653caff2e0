"""Where the file and a colleague say something else of the same person."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from profiles.imports.fields import FIELDS, MUNICIPALITY, Vocabulary
from profiles.imports.models import Import
from profiles.imports.people import Person, load
from profiles.register.models import Candidate
from profiles.staff.models import StaffUser

# More are not chosen among on a page: then the register wins, or the profile itself is the place.
SHOWN = 100


@dataclass(frozen=True)
class Conflict:
    """One field of one person; `name` is the field of the form of the choice."""

    name: str
    candidate: Candidate
    reference: str
    label: str
    in_file: str
    in_register: str
    changed_on: datetime.datetime | None = None
    changed_by: str = ""


def name_of(line: int, field: str) -> str:
    """The name under which a choice is sent."""
    return f"botsing-{line}-{field}"


def conflicts_of(imported: Import) -> tuple[list[Conflict], int]:
    """Those of an import that waits for confirmation, and how many more there are."""
    if imported.state != Import.State.CHECKED:
        return [], 0
    lines = imported.lines.exclude(conflicts=[]).order_by("line")
    shown = list(lines[:SHOWN])
    if not shown:
        return [], 0
    vocabulary = Vocabulary()
    wanted = Candidate.objects.filter(
        organisation__in={each.organisation_id for each in shown},
        reference_index__in=[each.reference_index for each in shown],
    )
    people = load(wanted, source=imported.source, lock=False)
    by_reference: dict[tuple[int | None, str], Person] = {
        (each.candidate.organisation_id, each.candidate.reference_index): each for each in people.values()
    }
    changed = _last_changes(people)
    found = []
    for line in shown:
        person = by_reference.get((line.organisation_id, line.reference_index))
        if person is None:
            continue
        for name in line.conflicts:
            one = FIELDS[name]
            at, by = changed.get((person.candidate.pk, one is MUNICIPALITY), (None, ""))
            found.append(
                Conflict(
                    name=name_of(line.pk, name),
                    candidate=person.candidate,
                    reference=line.reference,
                    label=str(one.label),
                    in_file=vocabulary.describe(one, line.values[name]),
                    in_register=vocabulary.describe(one, person.value(one, vocabulary)),
                    changed_on=at,
                    changed_by=by,
                )
            )
    return found, max(0, lines.count() - len(shown))


def _last_changes(candidates: Iterable[int]) -> dict[tuple[int, bool], tuple[datetime.datetime, str]]:
    """When and by which colleague a profile (False) or a place (True) was last changed, by candidate."""
    found: dict[tuple[int, bool], tuple[datetime.datetime, str]] = {}
    for model, owner, is_place in (
        ("ProfileEvent", "candidate_id", False),
        ("CandidateEvent", "pgh_obj_id", True),
    ):
        events: Any = apps.get_model("register", model)
        rows = (
            events._default_manager.filter(**{f"{owner}__in": list(candidates)})
            .order_by(owner, "-pgh_created_at")
            # DISTINCT ON: of each person the newest event alone.
            .distinct(owner)
            .values_list(owner, "pgh_created_at", "pgh_context__metadata")
        )
        for candidate, at, metadata in rows:
            user = (metadata or {}).get("user")
            account = StaffUser.objects.filter(pk=user).first() if isinstance(user, int) else None
            name = (account.get_full_name() or account.get_username()) if account else ""
            found[candidate, is_place] = (at, name)
    return found
