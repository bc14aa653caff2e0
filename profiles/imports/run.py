"""An import from begin to end: what people ask of it, and the work that is done for it, one at a time.

The work of an import may be cut off anywhere, and is taken up again where its rows say it was: a
file that was half read is read anew, writing and undoing go on with the next part.
"""

import datetime
import logging
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.utils.translation import gettext as _

from profiles.imports import folder
from profiles.imports.files import ImportRefused
from profiles.imports.models import Import, ImportChange, ImportFinding, ImportLine
from profiles.imports.read_import import NO_SUBSTITUTES, Stopped, Substitutes, read_import
from profiles.imports.report import Done, Finding, FindingKind, Report, presentable
from profiles.imports.undo_import import undo_import, undo_until
from profiles.imports.write_import import finish, write_import
from profiles.register.models import Organisation

# Any number will do that no other advisory lock of the register uses.
_LOCK = 20_261_123
TRIES = 3
LONGEST_NAME = 80

State = Import.State
logger = logging.getLogger(__name__)


class ImportBusy(ImportRefused):
    """Another process is importing."""


class StepRefused(Exception):
    """An import is not, or no longer, where this can be done with it; the message says why."""


@contextmanager
def alone() -> Iterator[bool]:
    """Whether no other process works on imports; none does until the block, or this process, ends."""
    connection = connections[DEFAULT_DB_ALIAS]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        is_alone = bool(cursor.fetchone()[0])
    try:
        yield is_alone
    finally:
        # A lock of a session that broke is gone with it.
        if is_alone and connection.is_usable():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


def begin(
    *,
    file_name: str,
    organisation: Organisation | None,
    now: datetime.datetime,
    stored_as: str = "",
    create_organisations: bool = False,
    by: Any = None,
) -> Import:
    """A new import, to be read by the job."""
    return Import.objects.create(
        file_name=presentable(Path(file_name).name)[:LONGEST_NAME] or "?",
        stored_as=stored_as,
        organisation=organisation,
        create_organisations=create_organisations,
        made_by=by,
        made_at=now,
    )


def confirm(*, imported: Import, chosen: Mapping[int, Collection[str]]) -> Import:
    """Have it written. `chosen` has the fields by id of a line in which the file wins. Raises StepRefused."""
    with transaction.atomic():
        current = _locked(imported, State.CHECKED)
        # Only fields in conflict: what the page sends is not trusted to name others.
        for line in current.lines.filter(pk__in=chosen):
            line.chosen = sorted(set(chosen[line.pk]) & set(line.conflicts))
            line.changes = line.changes or bool(line.chosen)
            line.save(update_fields=["chosen", "changes"])
        return _to(current, State.WRITE)


def cancel(*, imported: Import) -> Import:
    """Stop it: before it was written nothing is kept, while it is written no more is. Raises StepRefused."""
    with transaction.atomic():
        current = _locked(imported, State.READ, State.CHECKED, State.WRITE)
        if current.state == State.CHECKED:
            return _drop(current)
        current.stop_asked = True
        current.save(update_fields=["stop_asked"])
        return current


def undo(*, imported: Import, now: datetime.datetime) -> Import:
    """Have it undone. Raises StepRefused."""
    with transaction.atomic():
        current = _locked(imported, State.DONE)
        until = undo_until(current)
        if until is None or until < now:
            raise StepRefused(_("Dit is te lang geleden om terug te draaien."))
        # What the later one found and replaced would come back by undoing this one first.
        later = ImportChange.objects.filter(
            candidate__in=current.changes.values("candidate"), imported__made_at__gt=current.made_at
        )
        if later.exists():
            raise StepRefused(_("Draai eerst de latere import van dezelfde kandidaten terug."))
        return _to(current, State.UNDO)


def run_waiting(*, now: datetime.datetime) -> int:
    """Do the work of all imports that wait for it, the oldest first; how many steps were taken."""
    steps = 0
    with alone() as is_alone:
        while is_alone and (
            imported := Import.objects.filter(state__in=Import.AT_WORK).order_by("pk").first()
        ):
            run_step(imported, now=now)
            steps += 1
        if is_alone:
            tidy_up(now=now)
    return steps


def run_step(
    imported: Import,
    *,
    now: datetime.datetime,
    path: Path | None = None,
    substitutes: Substitutes = NO_SUBSTITUTES,
) -> None:
    """Read, write or undo, as far as it goes; how it ended is in the import."""
    # Before the work: a file that kills the process is counted too.
    imported.tries += 1
    imported.save(update_fields=["tries"])
    try:
        if imported.tries > TRIES:
            raise ImportRefused(
                _("Het lukte drie keer niet om dit bestand te verwerken. Maak de export opnieuw.")
            )
        if imported.state == State.READ:
            if path is None and not imported.stored_as:
                raise ImportRefused(_("Het bestand is er niet, of u mag het niet lezen."))
            read_import(
                imported, path=path or folder.path_of(imported.stored_as), now=now, substitutes=substitutes
            )
        elif imported.state == State.WRITE:
            write_import(imported, now=now)
        else:
            undo_import(imported, now=now)
        imported.tries = 0
        imported.save(update_fields=["tries"])
    except Stopped:
        _end_early(imported, "", now)
    except ImportRefused as refusal:
        _end_early(imported, str(refusal), now)
    except Exception:
        # The original may quote a file: it is not logged. The job is at fault, not the file.
        logger.exception("An import failed.")
        _end_early(imported, _("Er ging iets mis bij het verwerken. Meld dit bij de beheerder."), now)
    finally:
        # Read or refused, the file is not needed again; it is about people.
        if imported.stored_as and imported.state != State.READ:
            folder.remove(imported.stored_as)
            Import.objects.filter(pk=imported.pk).update(stored_as="")
            imported.stored_as = ""


def _end_early(imported: Import, message: str, now: datetime.datetime) -> None:
    # Nothing of an import that was not yet written remains; of another, what was whole.
    imported.message = message
    if imported.state in {State.READ, State.CHECKED}:
        _drop(imported, to=State.REFUSED if message else State.CANCELLED)
    elif imported.state == State.WRITE:
        finish(imported, now=now)
        if not message:
            imported.message = _(
                "Gestopt. Wat al was ingelezen, staat in het register; u kunt het terugdraaien."
            )
            imported.save(update_fields=["message"])
    else:
        imported.state = State.DONE
        imported.save()


def _drop(imported: Import, to: str = State.CANCELLED) -> Import:
    with transaction.atomic():
        imported.lines.all().delete()
        # A refused import keeps its findings: they are what must be mended in the file.
        if to == State.CANCELLED:
            imported.findings.all().delete()
        imported.state, imported.stop_asked = to, False
        imported.save()
    return imported


def _locked(imported: Import, *states: str) -> Import:
    current = Import.objects.select_for_update(of=("self",)).get(pk=imported.pk)
    if current.state not in states:
        raise StepRefused(
            _("Dat kan nu niet: deze import is “%(state)s”.") % {"state": current.get_state_display()}
        )
    return current


def _to(imported: Import, state: str) -> Import:
    imported.state, imported.done, imported.total, imported.tries = state, 0, 0, 0
    imported.stop_asked, imported.message = False, ""
    imported.save()
    return imported


def tidy_up(*, now: datetime.datetime) -> None:
    """Let go of what is past its time: unconfirmed proofs, what undoing needed, old findings, files."""
    day = datetime.timedelta(days=1)
    for imported in Import.objects.filter(
        state=State.CHECKED, made_at__lt=now - settings.IMPORT_UNDO_DAYS * day
    ):
        _drop(imported)
    ImportChange.objects.filter(imported__written_at__lt=now - settings.IMPORT_UNDO_DAYS * day).exclude(
        imported__state=State.UNDO
    ).delete()
    ImportFinding.objects.filter(imported__made_at__lt=now - settings.IMPORT_REPORT_DAYS * day).delete()
    ImportLine.objects.exclude(imported__state__in=(State.READ, State.CHECKED, State.WRITE)).delete()
    known = set(Import.objects.exclude(stored_as="").values_list("stored_as", flat=True))
    folder.remove_left_overs(known=known, now=now)


def import_file(
    *,
    path: Path,
    organisation: Organisation | None,
    now: datetime.datetime,
    create_organisations: bool = False,
    dry_run: bool = False,
    substitutes: Substitutes = NO_SUBSTITUTES,
) -> Report:
    """Import a file from begin to end, as the commands do; the file stays where it is. Raises ImportRefused.

    A dry run reports the same and leaves nothing.
    """
    with alone() as is_alone:
        if not is_alone:
            raise ImportBusy(_("Er loopt al een import. Wacht tot die klaar is en probeer het dan opnieuw."))
        imported = begin(
            file_name=path.name, organisation=organisation, now=now, create_organisations=create_organisations
        )
        run_step(imported, now=now, path=path, substitutes=substitutes)
        if imported.state == State.CHECKED and not dry_run:
            confirm(imported=imported, chosen={})
            imported.refresh_from_db()
            run_step(imported, now=now)
    refused = imported.message
    report = report_of(imported)
    if dry_run:
        report.remarks.append(_("Proef: er is niets gewijzigd."))
        imported.delete()
    if refused:
        raise ImportRefused(refused)
    return report


def report_of(imported: Import) -> Report:
    """All that is to say of an import."""
    findings = [
        Finding(
            line=each.line, column=each.column, value=each.value,
            kind=FindingKind(each.kind), done=Done(each.done), why=each.why,
        )
        for each in imported.findings.order_by("line", "pk")
    ]  # fmt: skip
    return Report(findings=findings, counts=dict(imported.counts), remarks=list(imported.remarks))
