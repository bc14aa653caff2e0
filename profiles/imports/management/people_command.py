"""What the commands that import people share: options, the report, and the code they end with."""

import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.access.system_command import SystemCommand
from profiles.imports.files import ImportRefused
from profiles.imports.organisations import organisation_named
from profiles.imports.read_import import Substitutes, labels_of_counts
from profiles.imports.report import Report, write_csv
from profiles.imports.run import import_file

# Instead of a name: each line goes where its own column says.
AUTO = "auto"


class PeopleCommand(SystemCommand):
    """Ends with 0 when something could be imported and no line was refused, with 2 when some lines were,
    and with 1 when nothing came in: a scheduler sees which. `--allow-refused` makes a 0 of a 2."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--organisation", required=True, help=self.organisation_help)
        parser.add_argument("--dry-run", action="store_true", help="report, change nothing")
        parser.add_argument("--report", type=Path, metavar="OUT.CSV", help="write a row per finding")
        parser.add_argument(
            "--allow-refused", action="store_true", help="end with 0 although lines were refused"
        )

    organisation_help = "its name"

    def handle(self, *args: Any, **options: Any) -> None:
        if options["report"]:
            _check_place(options["report"], options["file"])
        create = options.get("create_organisations", False)
        dry_run = options["dry_run"]
        try:
            organisation = (
                None
                if options["organisation"] == AUTO
                # A dry run makes no organisation either.
                else organisation_named(options["organisation"], create=create and not dry_run)
            )
            report = import_file(
                path=options["file"],
                organisation=organisation,
                create_organisations=create,
                dry_run=dry_run,
                now=timezone.now(),
                substitutes=Substitutes(
                    number_missing=options.get("number_missing", False),
                    municipality=options.get("municipality", ""),
                ),
            )
        except ImportRefused as refusal:
            raise CommandError(str(refusal)) from None
        for line in report.summary(labels_of_counts()):
            self.stdout.write(line)
        if options["report"]:
            _write(report, options["report"])
        refused = report.counts.get("refused", 0)
        if report.counts.get("read", 0) - report.counts.get("blank", 0) - refused <= 0:
            raise CommandError(_("Er kon niets worden ingelezen."))
        if refused and not options["allow_refused"]:
            said = _("%(refused)s regels zijn geweigerd; de rest is gedaan.") % {"refused": refused}
            raise CommandError(said, returncode=2)


def _check_place(path: Path, file: Path) -> None:
    # Before anything is imported: better no import than one without its report.
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
            write_csv(findings=report.findings, stream=stream)
        Path(stream.name).replace(path)
    except OSError:
        message = _("Alles is gedaan, maar het verslag kan daar niet worden geschreven: %(path)s")
        raise CommandError(message % {"path": path}) from None
