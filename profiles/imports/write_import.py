"""Write an import that was confirmed, in small parts: each is whole, and the next run goes on after it."""

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pghistory
from django.db import DEFAULT_DB_ALIAS, IntegrityError, OperationalError, connections, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.access.log_of_use import Action, log_use
from profiles.imports.fields import Vocabulary
from profiles.imports.models import Import, ImportChange, ImportLine
from profiles.imports.organisations import OrganisationUnknown, make_organisation
from profiles.imports.people import PersonLine, compare, write
from profiles.imports.read_import import Stopped, findings_on, save_findings
from profiles.imports.report import FindingKind
from profiles.publication import locks

# Lines in one transaction. An objection waits for one part at most, and only one about people in it.
# A part that hides profiles holds the lock of the release switch, so it is smaller.
PART, HIDING_PART = 250, 50
# Under this name an import is in the history of all that it writes.
SOURCE = "import"
TRIES = 3


def write_import(imported: Import, *, now: datetime.datetime) -> None:
    """Write what is not written yet. Raises Stopped between two parts."""
    with transaction.atomic():
        for name, regions in imported.new_organisations.items():
            made = make_organisation(name, regions=regions)
            if made is None:
                raise OrganisationUnknown(
                    _("De organisatie “%(name)s” kan niet worden gemaakt.") % {"name": name}
                )
            # A name may be written in more than one way; each is that of one organisation.
            imported.lines.filter(organisation=None, organisation_name=name).update(organisation=made)
    vocabulary = Vocabulary()
    imported.total = imported.lines.count()
    for lines in _parts(imported):
        for attempt in range(1, TRIES + 1):
            try:
                with _part(imported, hides=lines[0].hides):
                    _write_part(imported, lines, vocabulary, now)
                break
            except (IntegrityError, OperationalError):
                # A colleague entered the same person meanwhile, or a deadlock was broken: compare anew.
                if attempt == TRIES:
                    raise
        if Import.objects.filter(pk=imported.pk, stop_asked=True).exists():
            raise Stopped
    finish(imported, now=now)


def finish(imported: Import, *, now: datetime.datetime) -> None:
    """The import is over, whole or stopped: what was staged goes."""
    with transaction.atomic():
        imported.state, imported.written_at = Import.State.DONE, now
        imported.counts["left_out"] = imported.lines.filter(is_written=False, changes=True).count()
        imported.lines.all().delete()
        imported.save()


def _parts(imported: Import) -> Iterator[list[ImportLine]]:
    # Profiles that leave the lists come first, also those that part after part brings: it is the one thing
    # that cannot wait.
    left = imported.lines.filter(is_written=False).order_by("pk")
    # Keys, since for "the first 250 that are left" the database may sort all that are left, each time.
    keys = list(left.filter(hides=False).values_list("pk", flat=True))
    while (part := list(left.filter(hides=True)[:HIDING_PART])) or keys:
        if not part:
            part, keys = list(left.filter(pk__in=keys[:PART])), keys[PART:]
        yield part


@contextmanager
def _part(imported: Import, *, hides: bool) -> Iterator[None]:
    # The transaction of a part; history names the import. It hides under the lock that pages take too.
    with locks.switching() if hides else transaction.atomic(), pghistory.context(
        source=SOURCE, imported=imported.pk, user=imported.made_by_id
    ):  # fmt: skip
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            # Checks that wait for the end make each row with a history trigger slower than the last.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield


def _write_part(
    imported: Import, lines: Sequence[ImportLine], vocabulary: Vocabulary, now: datetime.datetime
) -> None:
    people = [
        PersonLine(
            line=each.line,
            reference=each.reference,
            index=each.reference_index,
            home=each.organisation_id,
            organisation=each.organisation_name,
            has_profile=each.has_profile,
            values=each.values,
            base=each.base,
        )
        for each in lines
    ]
    chosen = {each.line: frozenset(each.chosen) for each in lines}
    compared = compare(people, source=imported.source, vocabulary=vocabulary, chosen=chosen, lock=True)
    seen = {each.line: each for each in lines}
    # Released since the file was read, and the consent is gone: hidden in a part of its own.
    late = [seen[each.line.line].pk for each in compared if each.hides and not seen[each.line.line].hides]
    ImportLine.objects.filter(pk__in=late).update(hides=True)
    compared = [each for each in compared if seen[each.line.line].pk not in late]
    changes = write(
        compared, source=imported.source, vocabulary=vocabulary, now=now, on=timezone.localdate(now)
    )
    # Set here: `write` knows of people, and of no import.
    for change in changes:
        change.imported = imported
    ImportChange.objects.bulk_create(changes)
    new_conflicts = [each for each in compared if each.conflicts and not seen[each.line.line].conflicts]
    found = [
        finding
        for each in new_conflicts
        for finding in findings_on(each, source=imported.source, vocabulary=vocabulary)
        if finding.kind == FindingKind.CONFLICT
    ]
    save_findings(imported, found)
    ImportLine.objects.filter(pk__in=[each.pk for each in lines if each.pk not in late]).update(
        is_written=True
    )
    imported.done += len(lines) - len(late)
    imported.counts["written"] = imported.counts.get("written", 0) + sum(each.changes for each in compared)
    imported.save(update_fields=["done", "total", "counts"])
    touched = [change.candidate for change in changes if change.made_candidate or change.after]
    if touched:
        log_use(action=Action.IMPORT, objects=[*touched, imported], actor=imported.made_by)
