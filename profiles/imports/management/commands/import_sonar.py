import argparse
import datetime
import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.access.system_command import SystemCommand
from profiles.imports.files import ImportRefused
from profiles.imports.report import Report, write_csv
from profiles.imports.sonar.columns import COLUMNS
from profiles.imports.sonar.import_sonar import import_sonar
from profiles.imports.sonar.writing import Wishes


class Command(SystemCommand):
    help = "Import a Sonar dashboard export (.xlsx or .csv) into the register, as a whole or not at all."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        parser.epilog = "columns:\n" + "\n".join(
            f"  {column.header:<24}{column.treatment.value:<9}{column.where}" for column in COLUMNS
        )
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--organisation", required=True, help="its name, or `auto` to follow the column Organisatie Naam"
        )
        parser.add_argument("--create-organisations", action="store_true", help="make those that lack")
        parser.add_argument("--dry-run", action="store_true", help="report, change nothing")
        parser.add_argument("--report", type=Path, metavar="OUT.CSV", help="write a row per finding")
        parser.add_argument(
            "--confirmed-on",
            type=datetime.date.fromisoformat,
            metavar="DATE",
            help="the day on which these profiles were all found right (default for new ones: today)",
        )
        parser.add_argument(
            "--number-missing", action="store_true", help="test files: file name and line for a missing ID_WZ"
        )
        parser.add_argument(
            "--municipality", default="", metavar="NAME", help="test files: for lines whose own is not known"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        wishes = Wishes(
            organisation=options["organisation"],
            create_organisations=options["create_organisations"],
            confirmed_on=options["confirmed_on"],
            number_missing=options["number_missing"],
            municipality=options["municipality"],
            dry_run=options["dry_run"],
        )
        if options["report"]:
            _check_place(options["report"], options["file"])
        try:
            report = import_sonar(path=options["file"], wishes=wishes, now=timezone.now())
        except ImportRefused as refusal:
            raise CommandError(str(refusal)) from None
        for line in report.summary():
            self.stdout.write(line)
        if options["report"]:
            _write(report, options["report"])


def _check_place(path: Path, file: Path) -> None:
    """Before anything is imported: better no import than one without its report."""
    if path.resolve() == file.resolve():
        raise CommandError(_("Het verslag zou de plaats van het bestand zelf innemen."))
    try:
        with tempfile.TemporaryFile(dir=path.parent):
            writable = not path.is_dir()
    except OSError:
        writable = False
    if not writable:
        raise CommandError(_("Het verslag kan daar niet worden geschreven: %(path)s") % {"path": path})


def _write(report: Report, path: Path) -> None:
    """Put the report in place in one step, readable by its owner only."""
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8-sig", newline="", dir=path.parent, suffix=".part", delete=False
        ) as stream:
            write_csv(report=report, stream=stream)
        Path(stream.name).replace(path)
    except OSError:
        message = _("Alles is gedaan, maar het verslag kan daar niet worden geschreven: %(path)s")
        raise CommandError(message % {"path": path}) from None
