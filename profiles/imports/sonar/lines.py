"""All lines of an export, as far as they may be used."""

from django.utils.translation import gettext as _

from profiles.imports.report import Done
from profiles.imports.sonar.columns import REFERENCE
from profiles.imports.sonar.kinds import Kind
from profiles.imports.sonar.rows import SonarRow, Terms, read_row
from profiles.imports.sonar.tally import Tally
from profiles.imports.table import Table


def read_lines(table: Table, *, terms: Terms, tally: Tally) -> list[SonarRow]:
    """The people of a file, each once: of two lines with one reference the first is taken."""
    taken: dict[str, SonarRow] = {}
    for record in table.records:
        tally.read += 1
        if record is None:
            tally.blank += 1
            continue
        row, findings = read_row(record, terms)
        tally.findings.extend(findings)
        if row is None:
            continue
        # By blind index: " wz1" and "WZ1" would be one candidate in the register too.
        if first := taken.get(row.index):
            why = _("Staat al op regel %(line)s; die is gebruikt.") % {"line": first.line}
            tally.note(row, REFERENCE, Kind.TWICE, Done.REFUSED, why)
        else:
            taken[row.index] = row
    return list(taken.values())
