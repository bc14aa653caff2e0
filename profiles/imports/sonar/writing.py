"""Brings the lines of an export into the register, in the order in which they need each other."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from profiles.imports.sonar.candidates import write_candidates
from profiles.imports.sonar.consent import Calendar
from profiles.imports.sonar.organisations import Homes, settle
from profiles.imports.sonar.profiles import write_profiles
from profiles.imports.sonar.rows import SonarRow
from profiles.imports.sonar.tally import Tally
from profiles.imports.sonar.words import Words


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What the person who imports decides.

    `organisation` is a name, or `AUTO` to follow the file. `confirmed_on` is a
    day on which somebody vouches for all profiles of the file. `number_missing`
    and `municipality` are for test files without references or real places.
    """

    organisation: str
    create_organisations: bool = False
    confirmed_on: datetime.date | None = None
    number_missing: bool = False
    municipality: str = ""
    dry_run: bool = False


def write(
    rows: Sequence[SonarRow], *, words: Words, wishes: Wishes, now: datetime.datetime, tally: Tally
) -> None:
    """Organisations, candidates and profiles of these lines. Raises OrganisationUnknown."""
    calendar = Calendar(today=timezone.localdate(now), confirmed_on=wishes.confirmed_on)
    known = Homes(words, create=wishes.create_organisations)
    homes, findings = settle(rows, organisation=wishes.organisation, homes=known)
    tally.findings.extend(findings)
    settled = [row for row in rows if row.line in homes]
    candidates = write_candidates(settled, homes=homes, municipalities=words.municipalities, tally=tally)
    people = [(row, candidates[row.line]) for row in settled]
    write_profiles(people, calendar=calendar, now=now, tally=tally)
