"""The verb: bring a Sonar export into the register."""

import datetime
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.imports.files import ImportRefused
from profiles.imports.report import Report, presentable
from profiles.imports.sonar.columns import WANTED, dropped_and_unknown
from profiles.imports.sonar.facts import SOURCE
from profiles.imports.sonar.lines import read_lines
from profiles.imports.sonar.meaning import mean_municipality
from profiles.imports.sonar.rows import Terms
from profiles.imports.sonar.tally import Tally
from profiles.imports.sonar.words import Words, load_words
from profiles.imports.sonar.writing import Wishes, write
from profiles.imports.table import Table, read_table
from profiles.imports.turns import importing, one_transaction
from profiles.register.bsn import holds_bsn

LONGEST_STEM = 60


def import_sonar(*, path: Path, wishes: Wishes, now: datetime.datetime) -> Report:
    """Import a file as a whole or not at all, and report on it. Raises ImportRefused.

    Who lost consent is off every list of the register at once, and out of the next
    release. A dry run gives the same report and changes nothing. It opens its own
    transaction, so it cannot stand inside another.
    """
    today = timezone.localdate(now)
    if wishes.confirmed_on and wishes.confirmed_on > today:
        raise ImportRefused(_("De dag van bevestiging ligt in de toekomst."))
    tally = Tally()
    with importing():
        table = read_table(path, wanted=WANTED)
        words = load_words(on=today)
        rows = read_lines(table, terms=_terms(path, table, words, wishes, today), tally=tally)
        with one_transaction(source=SOURCE, dry_run=wishes.dry_run):
            write(rows, words=words, wishes=wishes, now=now, tally=tally)
    return _report(tally, table, dry_run=wishes.dry_run)


def _terms(path: Path, table: Table, words: Words, wishes: Wishes, today: datetime.date) -> Terms:
    if wishes.number_missing and holds_bsn(path.stem):
        raise ImportRefused(_("In de naam van het bestand staat een nummer dat een BSN kan zijn."))
    return Terms(
        words=words,
        on=today,
        typed=table.typed,
        numbered=path.stem[:LONGEST_STEM] if wishes.number_missing else "",
        municipality=_municipality(wishes.municipality, words),
    )


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
        names = ", ".join(presentable(header) for header in unknown)
        report.remarks.append(_("Onbekende kolommen, overgeslagen: %(columns)s.") % {"columns": names})
    if dry_run:
        report.remarks.append(_("Proef: er is niets gewijzigd."))
    return report
