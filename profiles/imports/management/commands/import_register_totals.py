from pathlib import Path

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone

from profiles.access.system_command import SystemCommand
from profiles.imports.files import ImportRefused
from profiles.imports.register_totals.import_register_totals import import_register_totals
from profiles.imports.register_totals.lines import COLUMNS
from profiles.imports.report import Done


class Command(SystemCommand):
    help = f"Import sizes of the target-group register; columns {', '.join(COLUMNS)} (.csv or .xlsx)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="report, change nothing")

    def handle(self, *args: object, file: Path, dry_run: bool, **options: object) -> None:
        try:
            report = import_register_totals(path=file, today=timezone.localdate(), dry_run=dry_run)
        except ImportRefused as refusal:
            raise CommandError(str(refusal)) from None
        for finding in report.findings:
            self.stdout.write(f"{finding.line:>7}  {finding.column}  {finding.value}  {finding.why}")
        for line in report.summary():
            self.stdout.write(line)
        if any(finding.done == Done.REFUSED for finding in report.findings):
            raise CommandError("Nothing was imported.")
