"""What an import did, as it goes: findings and numbers of lines."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from profiles.imports.report import Done, Finding, Report
from profiles.imports.sonar.kinds import Kind
from profiles.imports.sonar.rows import SonarRow, shown


@dataclass
class Tally:
    """Findings on cells, and how many lines, candidates and profiles."""

    findings: list[Finding] = field(default_factory=list)
    read: int = 0
    blank: int = 0
    candidates_made: set[int] = field(default_factory=set)
    profiles_made: set[int] = field(default_factory=set)
    without_profile: int = 0
    released: int = 0
    without_consent: int = 0

    def note(self, row: SonarRow, column: str, kind: Kind, done: Done, why: str) -> None:
        """Add a finding on a cell of a row."""
        self.findings.append(
            Finding(
                line=row.line, column=column, value=shown(column, row.cells), kind=kind, done=done, why=why
            )
        )

    def changed(self, row: SonarRow, column: str, was: str) -> None:
        """Add that a value of the register was replaced, with what it was."""
        why = _("Was: %(old)s.") % {"old": was} if was else _("Was niet vastgelegd.")
        self.note(row, column, Kind.UPDATED, Done.CHANGED, why)

    def report(self) -> Report:
        """The report of all this."""
        report = Report(findings=self.findings)
        refused = report.refused_lines
        changed = {finding.line for finding in self.findings if finding.done == Done.CHANGED}
        taken = self.read - self.blank - len(refused)
        report.counts = {
            _("regels onder de kop"): self.read,
            _("leeg, overgeslagen"): self.blank,
            _("geweigerd"): len(refused),
            _("kandidaten toegevoegd"): len(self.candidates_made),
            _("kandidaten die er al waren"): taken - len(self.candidates_made),
            _("waarvan bijgewerkt"): len(changed - self.candidates_made - refused),
            _("profielen toegevoegd"): len(self.profiles_made),
            _("kandidaten zonder klantprofiel"): self.without_profile,
            _("profielen vrijgegeven"): self.released,
            _("profielen zonder toestemming, niet zichtbaar"): self.without_consent,
        }
        return report
