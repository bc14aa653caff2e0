"""The verb: bring a Sonar export into the register."""

import datetime
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

import pghistory
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.exchange.files import ImportRefused
from profiles.exchange.report import Report
from profiles.exchange.sonar.candidates import write_candidates
from profiles.exchange.sonar.columns import WANTED, dropped_and_unknown
from profiles.exchange.sonar.consent import Calendar
from profiles.exchange.sonar.facts import SOURCE
from profiles.exchange.sonar.lines import read_lines
from profiles.exchange.sonar.meaning import mean_municipality
from profiles.exchange.sonar.organisations import Homes, settle
from profiles.exchange.sonar.profiles import write_profiles
from profiles.exchange.sonar.rows import Terms
from profiles.exchange.sonar.tally import Tally
from profiles.exchange.sonar.words import Words, load_words
from profiles.exchange.table import Table, read_table

# Any number will do, as long as nothing else in this database uses it.
LOCK = 20_261_123
LONGEST_STEM = 60


class ImportBusy(ImportRefused):
    """Somebody else is importing."""


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


def import_sonar(
    *,
    path: Path,
    wishes: Wishes,
    now: datetime.datetime,
    hide: Callable[[Collection[int]], object],
    dry_run: bool = False,
) -> Report:
    """Import a file as a whole or not at all, and report on it.

    `hide` gets the ids of the profiles without consent, before anything is
    final: if hiding fails, nothing was imported. A dry run gives the same report
    and changes nothing. Raises ImportRefused.
    """
    today = timezone.localdate(now)
    if wishes.confirmed_on and wishes.confirmed_on > today:
        raise ImportRefused(_("De dag van bevestiging ligt in de toekomst."))
    table = read_table(path, wanted=WANTED)
    tally = Tally()
    calendar = Calendar(today=today, confirmed_on=wishes.confirmed_on)
    try:
        with transaction.atomic(), pghistory.context(source=SOURCE):
            _lock()
            _write(table, wishes=wishes, calendar=calendar, now=now, stem=path.stem, tally=tally)
            if dry_run:
                transaction.set_rollback(True)
            elif tally.hidden:
                hide(tally.hidden)
    except IntegrityError:
        raise ImportBusy(
            _("Een collega wijzigde tegelijk dezelfde kandidaten. Probeer het opnieuw.")
        ) from None
    return _report(tally, table, dry_run=dry_run)


def _lock() -> None:
    """One import at a time; the lock goes with the transaction, also when that is killed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            raise ImportBusy(_("Er loopt al een import. Wacht tot die klaar is en probeer het dan opnieuw."))


def _write(
    table: Table, *, wishes: Wishes, calendar: Calendar, now: datetime.datetime, stem: str, tally: Tally
) -> None:
    words = load_words(on=calendar.today)
    terms = Terms(
        words=words,
        on=calendar.today,
        typed=table.typed,
        numbered=stem[:LONGEST_STEM] if wishes.number_missing else "",
        municipality=_municipality(wishes.municipality, words),
    )
    rows = read_lines(table, terms=terms, tally=tally)
    homes, findings = settle(
        rows, organisation=wishes.organisation, homes=Homes(words, create=wishes.create_organisations)
    )
    tally.findings.extend(findings)
    rows = [row for row in rows if row.line in homes]
    candidates = write_candidates(rows, homes=homes, municipalities=words.municipalities, tally=tally)
    write_profiles([(row, candidates[row.line]) for row in rows], calendar=calendar, now=now, tally=tally)


def _municipality(name: str, words: Words) -> int | None:
    if not name:
        return None
    found = mean_municipality(name, words.municipalities).value
    if found is None:
        raise ImportRefused(_("De gemeente “%(name)s” is niet bekend.") % {"name": name})
    return found


def _report(tally: Tally, table: Table, *, dry_run: bool) -> Report:
    report = tally.report()
    dropped, unknown = dropped_and_unknown(table.others)
    if dropped:
        report.remarks.append(_("Niet bewaard: %(columns)s.") % {"columns": ", ".join(dropped)})
    if unknown:
        report.remarks.append(
            _("Onbekende kolommen, overgeslagen: %(columns)s.") % {"columns": ", ".join(unknown)}
        )
    if dry_run:
        report.remarks.append(_("Proef: er is niets gewijzigd."))
    return report
