"""Brings the client profiles of a file into the register."""

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _

from profiles.imports.report import Done
from profiles.imports.sonar import columns
from profiles.imports.sonar.candidates import BATCH
from profiles.imports.sonar.consent import Calendar, give_consent, take_consent_away
from profiles.imports.sonar.facts import Change, chunks, plan
from profiles.imports.sonar.kinds import Kind
from profiles.imports.sonar.rows import SonarRow
from profiles.imports.sonar.slots import SLOTS
from profiles.imports.sonar.tally import Tally
from profiles.register.models import Candidate, Profile, ProfileFact

# Attributes of which a column can say that they do not apply: somebody without a licence.
_MAY_LACK = {slot.column: slot.attribute for slot in SLOTS if not slot.single}
_FIELDS = [
    "state", "hours_min", "hours_max", "confirmed_on", "publication_basis", "basis_recorded_on",
    "not_applicable", "updated_at",
]  # fmt: skip


def write_profiles(
    people: Sequence[tuple[SonarRow, Candidate]], *, calendar: Calendar, now: datetime.datetime, tally: Tally
) -> None:
    """Make and update profiles. Who has none in the file gets none, and keeps what there is."""
    known = _known([candidate.pk for _row, candidate in people])
    pairs = [(known[candidate.pk], row) for row, candidate in people if candidate.pk in known]
    _update(pairs, calendar, now, tally)
    tally.without_profile = sum(
        1 for row, candidate in people if not row.has_profile and candidate.pk not in known
    )
    _create([pair for pair in people if pair[0].has_profile and pair[1].pk not in known], calendar, tally)


def _known(candidates: Sequence[int]) -> dict[int, Profile]:
    # The note stays encrypted: an import has no business with it.
    locked = Profile.objects.select_for_update().defer("note").order_by("pk")
    return {
        profile.candidate_id: profile
        for part in chunks(candidates)
        for profile in locked.filter(candidate__in=part)
    }


def _create(people: Sequence[tuple[SonarRow, Candidate]], calendar: Calendar, tally: Tally) -> None:
    profiles = Profile.objects.bulk_create(
        [_profile(row, candidate, calendar) for row, candidate in people], batch_size=BATCH
    )
    ProfileFact.objects.bulk_create(
        [
            ProfileFact(profile=profile, concept_id=concept)
            for profile, (row, _candidate) in zip(profiles, people, strict=True)
            for concepts in row.facts.values()
            for concept in sorted(concepts)
        ],
        batch_size=BATCH,
    )
    tally.profiles_made.update(row.line for row, _candidate in people)
    tally.released += sum(1 for profile in profiles if profile.state == Profile.State.PUBLISHED)
    tally.without_consent += sum(1 for row, _candidate in people if not row.consent)


def _profile(row: SonarRow, candidate: Candidate, calendar: Calendar) -> Profile:
    profile = Profile(candidate=candidate, state=Profile.State.READY, not_applicable=sorted(_lacking(row)))
    profile.hours_min, profile.hours_max = row.hours or (None, None)
    if row.consent:
        give_consent(profile, calendar)
    return profile


def _lacking(row: SonarRow) -> set[str]:
    return {
        _MAY_LACK[column] for column, concepts in row.facts.items() if not concepts and column in _MAY_LACK
    }


def _update(
    pairs: Sequence[tuple[Profile, SonarRow]], calendar: Calendar, now: datetime.datetime, tally: Tally
) -> None:
    before = {profile.pk: _values(profile) for profile, _row in pairs}
    for profile, row in pairs:
        _follow_consent(profile, row, calendar, tally)
        if row.has_profile and row.hours:
            _update_hours(profile, row, tally)
    # Without a client profile its columns mean nothing, whatever stands in them.
    changes = plan([(profile, row) for profile, row in pairs if row.has_profile])
    touched = _apply(changes, tally)
    changed = [
        profile for profile, _row in pairs if profile.pk in touched or _values(profile) != before[profile.pk]
    ]
    for profile in changed:
        # Whoever has this profile open must notice.
        profile.updated_at = now
    Profile.objects.bulk_update(changed, _FIELDS, batch_size=BATCH)


def _values(profile: Profile) -> list[object]:
    return [list(value) if isinstance(value := getattr(profile, name), list) else value for name in _FIELDS]


def _follow_consent(profile: Profile, row: SonarRow, calendar: Calendar, tally: Tally) -> None:
    said = None
    was = profile.state
    if row.consent is False:
        said = take_consent_away(profile)
        if not profile.publication_basis:
            tally.without_consent += 1
    elif row.consent and row.has_profile:
        said = give_consent(profile, calendar)
    if said:
        tally.note(row, columns.CONSENT, Kind.STATE, *said)
    if was != profile.state == Profile.State.PUBLISHED:
        tally.released += 1
    if not row.has_profile:
        why = _("Hier is al een profiel; dat blijft zoals het is.")
        tally.note(row, columns.HAS_PROFILE, Kind.HAS_PROFILE, Done.NOTED, why)


def _update_hours(profile: Profile, row: SonarRow, tally: Tally) -> None:
    held = (profile.hours_min, profile.hours_max)
    if row.hours and held != row.hours:
        profile.hours_min, profile.hours_max = row.hours
        tally.changed(row, columns.HOURS, f"{held[0]}–{held[1]}" if held[0] else "")


def _apply(changes: Sequence[Change], tally: Tally) -> set[int]:
    """Write the facts; ids of the profiles that are not as they were."""
    touched = set()
    for change in changes:
        if _settle_lack(change) or change.added or change.removed:
            tally.changed(change.row, change.slot.column, ", ".join(fact.label for fact in change.held))
            touched.add(change.profile.pk)
    gone = [fact.pk for change in changes for fact in change.removed]
    for part in chunks(gone):
        ProfileFact.objects.filter(pk__in=part).delete()
    new = [
        ProfileFact(profile=change.profile, concept_id=concept)
        for change in changes
        for concept in sorted(change.added)
    ]
    ProfileFact.objects.bulk_create(new, batch_size=BATCH)
    return touched


def _settle_lack(change: Change) -> bool:
    """Bring *not applicable* in line with the facts; whether it changed."""
    attribute = _MAY_LACK.get(change.slot.column)
    lacking = change.profile.not_applicable
    if attribute is None:
        return False
    wanted = not change.row.facts[change.slot.column] and len(change.removed) == len(change.held)
    if wanted == (attribute in lacking):
        return False
    change.profile.not_applicable = sorted({*lacking, attribute} if wanted else set(lacking) - {attribute})
    return True
