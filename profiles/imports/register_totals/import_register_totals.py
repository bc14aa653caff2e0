"""The verb: bring sizes of the target-group register into the register."""

import datetime
from collections.abc import Iterable
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from profiles.imports.register_totals.lines import (
    COLUMNS,
    PEOPLE,
    REGION,
    LineRefused,
    Total,
    TotalKind,
    plain_name,
    read_line,
    refusal,
)
from profiles.imports.report import Done, Finding, Report
from profiles.imports.run import ImportBusy, alone
from profiles.imports.table import read_table
from profiles.register.models import RegisterTotal
from profiles.vocabulary.models import Concept


def import_register_totals(*, path: Path, today: datetime.date, dry_run: bool = False) -> Report:
    """Import a table as a whole, or nothing of it where a line is refused. Raises `ImportRefused`.

    A total of a region and day that is known already takes the new number.
    Figures that were published keep the one they had.
    """
    report = Report()
    with alone() as is_alone:
        if not is_alone:
            raise ImportBusy(_("Er loopt al een import. Wacht tot die klaar is en probeer het dan opnieuw."))
        totals = _read(path, today, report)
        with transaction.atomic():
            if report.findings:
                report.remarks.append(
                    _("Er is niets ingelezen. Verbeter deze regels en probeer het opnieuw.")
                )
            else:
                _write(totals, report)
            if dry_run:
                transaction.set_rollback(True)
    if dry_run:
        report.remarks.append(_("Proef: er is niets gewijzigd."))
    return report


def _read(path: Path, today: datetime.date, report: Report) -> list[Total]:
    rows = Concept.objects.of("place").filter(parent=None).values_list("pk", "code", "label_nl", "label_en")
    # By code and by both names: which one a municipality uses differs.
    regions = {plain_name(name): pk for pk, *names in rows for name in names}
    totals: dict[tuple[int, datetime.date], Total] = {}
    for record in filter(None, read_table(path, wanted=COLUMNS).records):
        try:
            total = read_line(record, regions=regions, today=today)
            first = totals.get((total.region, total.on))
            # Which of the two holds is not ours to guess.
            if first is not None:
                why = _("Deze regio en datum staan ook op regel %(line)s.") % {"line": first.line}
                raise LineRefused(REGION, TotalKind.TWICE, why)
        except LineRefused as refused:
            report.findings.append(refusal(record, refused))
        else:
            totals[total.region, total.on] = total
    return list(totals.values())


def _write(totals: Iterable[Total], report: Report) -> None:
    made = same = 0
    for total in totals:
        fresh = {"people": total.people, "source": total.source}
        row, is_new = RegisterTotal.objects.get_or_create(
            region_id=total.region, counted_on=total.on, defaults=fresh
        )
        made += is_new
        if not is_new and (row.people, row.source) == (total.people, total.source):
            same += 1
        elif not is_new:
            why = _("Was: %(old)s.") % {"old": f"{row.people} ({row.source})"}
            report.findings.append(
                Finding(
                    line=total.line,
                    column=PEOPLE,
                    value=str(total.people),
                    kind=TotalKind.UPDATED,
                    done=Done.CHANGED,
                    why=why,
                )
            )
            row.people, row.source = total.people, total.source
            row.save()
    report.counts = {_("aantallen toegevoegd"): made, _("aantallen ongewijzigd"): same}
