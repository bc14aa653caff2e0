"""Read a file and say what importing it would do. Nothing of the register is changed or locked."""

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.imports.fields import FIELDS, Vocabulary
from profiles.imports.files import ImportRefused
from profiles.imports.merge import Decision, MergeVerdict
from profiles.imports.models import Import, ImportFinding, ImportLine, Source
from profiles.imports.organisations import Organisations
from profiles.imports.people import Comparison, PersonLine, compare, elsewhere
from profiles.imports.report import Done, Finding, FindingKind, presentable
from profiles.imports.sonar import columns as sonar_columns
from profiles.imports.sonar.lines import HEADERS, SonarReader, SonarTerms
from profiles.imports.sonar.reading import mean_municipality
from profiles.imports.sonar.words import load_words
from profiles.imports.table import FileTable, Format, read_one_of
from profiles.imports.workbook.columns import REFERENCE, Choices
from profiles.imports.workbook.lines import WorkbookReader, header_of, workbook_format
from profiles.register.bsn import holds_bsn

# Lines that are compared and kept at once.
PART = 1000
LONGEST_STEM = 60


class Stopped(Exception):
    """A user asked the import to stop."""


@dataclass(frozen=True)
class Substitutes:
    """For test files alone: give lines without a reference one, and those without a known place this one."""

    number_missing: bool = False
    municipality: str = ""


NO_SUBSTITUTES = Substitutes()


def read_import(
    imported: Import, *, path: Path, now: datetime.datetime, substitutes: Substitutes = NO_SUBSTITUTES
) -> None:
    """Read the file from the beginning and keep what it would do. Raises ImportRefused and Stopped."""
    ImportLine.objects.filter(imported=imported).delete()
    ImportFinding.objects.filter(imported=imported).delete()
    formats: dict[str, Format] = {
        Source.SONAR: Format(sonar_columns.WANTED),
        Source.WORKBOOK: workbook_format(),
    }
    table = read_one_of(path, formats=formats)
    imported.source, imported.done, imported.total = table.format, 0, 0
    if table.format == Source.WORKBOOK and imported.organisation is None:
        raise ImportRefused(_("Kies bij een werkboek de organisatie van deze kandidaten."))
    reader = _reader(table, path, on=timezone.localdate(now), substitutes=substitutes)
    part = _Part(imported, Vocabulary(), Organisations(imported.organisation, imported.create_organisations))
    for record in table.records:
        part.count("read")
        if record is None:
            part.count("blank")
            continue
        for person in reader.read(record):
            part.add(person, column=_reference_of(table.format))
        if reader.findings:
            part.note(reader.findings)
            reader.findings.clear()
        if len(part.lines) >= PART or len(part.findings) >= PART:
            part.keep()
    part.keep()
    with transaction.atomic():
        imported.counts = part.totals()
        remarks = []
        dropped: list[str] = []
        unknown = list(table.others)
        if table.format == Source.SONAR:
            dropped, unknown = sonar_columns.dropped_and_unknown(table.others)
        if dropped:
            remarks.append(_("Niet bewaard: %(columns)s.") % {"columns": ", ".join(dropped)})
        if unknown:
            names = ", ".join(presentable(header) for header in unknown)
            remarks.append(_("Onbekende kolommen, overgeslagen: %(columns)s.") % {"columns": names})
        imported.remarks = remarks
        imported.new_organisations = {name: dict(regions) for name, regions in part.organisations.new.items()}
        imported.state, imported.checked_at = Import.State.CHECKED, now
        imported.save()


def _reader(
    table: FileTable, path: Path, *, on: datetime.date, substitutes: Substitutes
) -> SonarReader | WorkbookReader:
    if table.format == Source.WORKBOOK:
        return WorkbookReader(Choices(on=on))
    words = load_words(on=on)
    municipality = None
    if substitutes.municipality:
        municipality = mean_municipality(substitutes.municipality, words.municipalities).value
        if municipality is None:
            raise ImportRefused(
                _("De gemeente “%(name)s” is niet bekend.") % {"name": substitutes.municipality}
            )
    numbered = path.stem[:LONGEST_STEM] if substitutes.number_missing else ""
    if numbered and holds_bsn(path.stem):
        raise ImportRefused(_("In de naam van het bestand staat een nummer dat een BSN kan zijn."))
    return SonarReader.of(table, SonarTerms(words=words, on=on, numbered=numbered, municipality=municipality))


def _reference_of(source: str) -> str:
    return sonar_columns.REFERENCE if source == Source.SONAR else REFERENCE


def header_of_field(name: str, *, source: str) -> str:
    """The heading in the file under which a field is."""
    return HEADERS[name] if source == Source.SONAR else header_of(name)


@dataclass
class _Part:
    """Lines that were read and are still to be compared, and the numbers of the whole file."""

    imported: Import
    vocabulary: Vocabulary
    organisations: Organisations
    lines: list[PersonLine] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    first_lines: dict[str, int] = field(default_factory=dict)
    refused: set[int] = field(default_factory=set)

    def count(self, name: str, number: int = 1) -> None:
        self.counts[name] += number

    def note(self, findings: Sequence[Finding]) -> None:
        self.findings += findings
        self.refused.update(each.line for each in findings if each.done == Done.REFUSED)

    def add(self, person: PersonLine, *, column: str) -> None:
        """A person, unless the file had them before or no organisation takes them."""
        # By blind index: " wz1" and "WZ1" would be one candidate in the register too.
        first = self.first_lines.setdefault(person.index, person.line)
        if first != person.line:
            why = _("Staat al op regel %(line)s; die is gebruikt.") % {"line": first}
            self._say(person, column, _("(niet getoond)"), FindingKind.TWICE, Done.REFUSED, why)
            return
        organisations = self.organisations
        home, has_one = organisations.home_of(
            person.organisation, municipality=person.values.get("municipality")
        )
        header, named = sonar_columns.ORGANISATION, presentable(person.organisation)
        if not has_one:
            why = _("Deze organisatie staat niet in het register.")
            self._say(person, header, named, FindingKind.ORGANISATION, Done.REFUSED, why)
            return
        if organisations.only is not None and organisations.is_another(person.organisation):
            why = _("In het bestand staat een andere organisatie. Ingelezen bij %(name)s.") % {
                "name": organisations.only.name
            }
            self._say(person, header, named, FindingKind.ORGANISATION, Done.NOTED, why)
        values = {name: getattr(person, name) for name in PersonLine.__slots__}
        self.lines.append(PersonLine(**{**values, "home": home}))

    def keep(self) -> None:
        """Compare the lines with the register, and keep what would happen. Raises Stopped."""
        compared = compare(self.lines, source=self.imported.source, vocabulary=self.vocabulary)
        known_elsewhere = elsewhere([each.line for each in compared if each.person is None])
        kept = []
        for each in compared:
            if each.person is None and each.line.base is not None:
                why = _("Deze kandidaat staat niet meer in het register. Gebruik een nieuw werkboek.")
                self._say(
                    each.line, REFERENCE, _("(niet getoond)"), FindingKind.NO_REFERENCE, Done.REFUSED, why
                )
                continue
            self.count(outcome_of(each))
            self.count("conflicts", len(each.conflicts))
            self.count("changes", each.changes)
            self.count("profiles", each.made_profile)
            has_profile = each.line.has_profile or (each.person and each.person.profile)
            self.count("without_profile", not has_profile)
            self.count("hides", each.hides)
            self.count("without_basis", bool(has_profile) and each.line.values.get("basis") == "")
            self.note(list(findings_on(each, source=self.imported.source, vocabulary=self.vocabulary)))
            if each.person is None and each.line.index in known_elsewhere:
                why = _("Een andere organisatie kent dit kenmerk ook. Nu is deze kandidaat er twee keer.")
                column = _reference_of(self.imported.source)
                self._say(each.line, column, _("(niet getoond)"), FindingKind.ELSEWHERE, Done.NOTED, why)
            if each.changes or each.conflicts or each.is_news:
                kept.append(self._kept(each))
        # One transaction a part: what is asked to stop here, or dies, is begun anew without doubles.
        with transaction.atomic():
            ImportLine.objects.bulk_create(kept)
            save_findings(self.imported, self.findings)
            self.imported.done = self.counts["read"]
            self.imported.save(update_fields=["done", "source"])
        self.lines.clear()
        self.findings.clear()
        if Import.objects.filter(pk=self.imported.pk, stop_asked=True).exists():
            raise Stopped

    def _kept(self, compared: Comparison) -> ImportLine:
        line = compared.line
        return ImportLine(
            imported=self.imported,
            line=line.line,
            reference=line.reference,
            reference_index=line.index,
            organisation_id=line.home,
            organisation_name="" if line.home else " ".join(line.organisation.split()),
            has_profile=line.has_profile,
            values=dict(line.values),
            base=None if line.base is None else dict(line.base),
            outcome=outcome_of(compared),
            changes=compared.changes,
            conflicts=[one.field.name for one in compared.conflicts],
            hides=compared.hides,
        )

    def totals(self) -> dict[str, int]:
        """All numbers of the file."""
        return {**self.counts, "refused": len(self.refused)}

    def _say(
        self, person: PersonLine, column: str, value: str, kind: FindingKind, done: Done, why: str
    ) -> None:
        self.note([Finding(line=person.line, column=column, value=value, kind=kind, done=done, why=why)])


def outcome_of(compared: Comparison) -> str:
    """The one thing that is said of a line."""
    outcome = ImportLine.Outcome
    if compared.person is None:
        return outcome.NEW.value
    if compared.conflicts:
        return outcome.CONFLICT.value
    return outcome.CHANGED.value if compared.changes else outcome.SAME.value


def findings_on(compared: Comparison, *, source: str, vocabulary: Vocabulary) -> list[Finding]:
    """What there is to say of a line about a person of the register."""
    person = compared.person
    if person is None:
        return []
    found = []
    for decision in compared.decisions:
        said = said_of(decision, vocabulary)
        if said:
            kind, done, why = said
            found.append(
                Finding(
                    line=compared.line.line,
                    column=header_of_field(decision.field.name, source=source),
                    value=presentable(vocabulary.describe(FIELDS[decision.field.name], decision.file)),
                    kind=kind,
                    done=done,
                    why=why,
                )
            )
    if source == Source.SONAR and not compared.line.has_profile and person.profile is not None:
        why = _("Hier is al een profiel; dat blijft zoals het is.")
        found.append(
            Finding(
                line=compared.line.line, column=sonar_columns.HAS_PROFILE, value="",
                kind=FindingKind.HAS_PROFILE, done=Done.NOTED, why=why,
            )
        )  # fmt: skip
    if compared.hides:
        why = _("Er is geen toestemming meer: het profiel wordt verborgen.")
        column = header_of_field("basis", source=source)
        found.append(
            Finding(
                line=compared.line.line,
                column=column,
                value="",
                kind=FindingKind.STATE,
                done=Done.CHANGED,
                why=why,
            )
        )
    return found


def said_of(decision: Decision, vocabulary: Vocabulary) -> tuple[FindingKind, Done, str] | None:
    """What a report says of a decision: kind, what was done and why; None where there is nothing to say."""
    was = vocabulary.describe(decision.field, decision.current)
    if decision.verdict is MergeVerdict.CHANGED:
        return FindingKind.UPDATED, Done.CHANGED, _("Was: %(old)s.") % {"old": was}
    if decision.verdict is MergeVerdict.LEGAL_TASK:
        return FindingKind.STATE, Done.NOTED, _("De grondslag is hier een wettelijke taak; die blijft staan.")
    if decision.verdict is MergeVerdict.SAME:
        return None
    why = _("In het register: %(now)s. Dat is met de hand gewijzigd en blijft.") % {"now": was}
    return FindingKind.CONFLICT, Done.KEPT, why


def save_findings(imported: Import, findings: Sequence[Finding]) -> None:
    """Keep findings with their import."""
    ImportFinding.objects.bulk_create(
        [
            ImportFinding(
                imported=imported, line=each.line, column=each.column[:60], value=each.value[:120],
                kind=str(each.kind.value), done=each.done, why=each.why,
            )
            for each in findings
        ],
        batch_size=1000,
    )  # fmt: skip


def labels_of_counts() -> Mapping[str, str]:
    """What each number of an import is called, in order."""
    return {
        "read": _("regels onder de kop"),
        "blank": _("leeg, overgeslagen"),
        "refused": _("geweigerd"),
        "new": _("kandidaten toegevoegd"),
        "changed": _("bijgewerkt"),
        "conflict": _("met een botsing"),
        "same": _("gelijk gebleven"),
        "profiles": _("profielen toegevoegd, nog niet vrijgegeven"),
        "without_profile": _("kandidaten zonder klantprofiel"),
        "without_basis": _("profielen zonder toestemming, niet zichtbaar"),
        "hides": _("profielen verborgen omdat de toestemming weg is"),
    }
