"""Brings the people of a file into the register."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from profiles.imports.report import Done
from profiles.imports.sonar import columns
from profiles.imports.sonar.facts import chunks
from profiles.imports.sonar.kinds import Kind
from profiles.imports.sonar.rows import SonarRow
from profiles.imports.sonar.tally import Tally
from profiles.imports.sonar.words import WordList
from profiles.register.models import Candidate

BATCH = 1000


def write_candidates(
    rows: Sequence[SonarRow], *, homes: Mapping[int, int], municipalities: WordList, tally: Tally
) -> dict[int, Candidate]:
    """The candidate of each line, by line: found by reference within the organisation, or new."""
    known = _known(rows)
    found = {row.line: known[key] for row in rows if (key := (homes[row.line], row.index)) in known}
    _update(rows, found, municipalities, tally)
    new = [row for row in rows if row.line not in found]
    _tell_who_is_elsewhere(new, {index for _home, index in known}, tally)
    # Without `save` nothing fills the blind index: the row has made it.
    made = Candidate.objects.bulk_create([_candidate(row, homes[row.line]) for row in new], batch_size=BATCH)
    tally.candidates_made.update(row.line for row in new)
    return {**found, **{row.line: candidate for row, candidate in zip(new, made, strict=True)}}


def _known(rows: Sequence[SonarRow]) -> dict[tuple[int, str], Candidate]:
    """All candidates with one of these references, at whatever organisation; locked until the end."""
    known = {}
    wanted = Candidate.objects.select_for_update().only("organisation", "reference_index", "municipality")
    for part in chunks([row.index for row in rows]):
        for candidate in wanted.filter(reference_index__in=part).order_by("pk"):
            known[candidate.organisation_id, candidate.reference_index] = candidate
    return known


def _candidate(row: SonarRow, home: int) -> Candidate:
    return Candidate(
        organisation_id=home,
        municipality_id=row.municipality,
        reference=row.reference,
        reference_index=row.index,
    )


def _update(
    rows: Sequence[SonarRow], found: Mapping[int, Candidate], municipalities: WordList, tally: Tally
) -> None:
    moved = []
    for row in rows:
        candidate = found.get(row.line)
        if candidate and candidate.municipality_id != row.municipality:
            was = candidate.municipality_id
            tally.changed(row, columns.MUNICIPALITY, municipalities.labels.get(was, str(was)) if was else "")
            candidate.municipality_id = row.municipality
            moved.append(candidate)
    Candidate.objects.bulk_update(moved, ["municipality"], batch_size=BATCH)


def _tell_who_is_elsewhere(new: Sequence[SonarRow], known: set[str], tally: Tally) -> None:
    why = _("Een andere organisatie kent dit kenmerk ook. Nu is deze kandidaat er twee keer.")
    for row in new:
        if row.index in known:
            tally.note(row, columns.REFERENCE, Kind.ELSEWHERE, Done.NOTED, why)
