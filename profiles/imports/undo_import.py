"""Undo a whole import: all that was not changed since. What stays is reported, with the reason."""

import datetime
from collections.abc import Iterable, Sequence

import pghistory
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from profiles.access.log_of_use import Action, log_use
from profiles.imports.fields import FIELDS, Value, Vocabulary, nothing
from profiles.imports.models import Import, ImportChange, ImportedValues
from profiles.imports.people import Person, load, save
from profiles.imports.read_import import header_of_field, save_findings
from profiles.imports.report import Done, Finding, FindingKind
from profiles.register.models import Candidate, Profile

PART = 250
SOURCE = "undo import"
# Logs of views and our own rows are no reason to keep a person that the import brought.
_OF_NO_WEIGHT = {"register", "imports", "staff", "access"}


def undo_until(imported: Import) -> datetime.datetime | None:
    """Until when an import can be undone."""
    term = datetime.timedelta(days=settings.IMPORT_UNDO_DAYS)
    return imported.written_at + term if imported.written_at else None


def undo_import(imported: Import, *, now: datetime.datetime) -> None:
    """Undo what is not looked at yet, the latest first; it may be cut off between two parts."""
    vocabulary = Vocabulary()
    imported.total = imported.changes.count()
    while changes := list(imported.changes.filter(is_looked_at=False).order_by("-pk")[:PART]):
        with transaction.atomic(), pghistory.context(
            source=SOURCE, imported=imported.pk, user=imported.made_by_id
        ):  # fmt: skip
            _undo_part(imported, changes, vocabulary, now)
    with transaction.atomic():
        imported.state, imported.undone_at = Import.State.UNDONE, now
        imported.changes.all().delete()
        imported.save()


def _undo_part(
    imported: Import, changes: Sequence[ImportChange], vocabulary: Vocabulary, now: datetime.datetime
) -> None:
    wanted = Candidate.objects.filter(pk__in=[each.candidate_id for each in changes])
    people = load(wanted, source=imported.source, lock=True)
    in_use = _in_use([each.candidate_id for each in changes if each.made_candidate])
    edits, gone, findings = [], [], []
    bases: list[tuple[ImportChange, Person]] = []
    undone = 0
    for change in changes:
        person = people.get(change.candidate_id)
        if person is None:
            continue
        if not change.made_candidate:
            back, left = _give_back(person, change, vocabulary, source=imported.source)
            edits.append((person, {FIELDS[name]: value for name, value in back.items()}))
            bases.append((change, person))
            findings += left
            undone += bool(back)
        elif _is_untouched(person, change, vocabulary) and person.candidate.pk not in in_use:
            gone.append(person)
            undone += 1
        else:
            # A colleague works with this person since: then all of it stays.
            why = _("Met deze kandidaat is sindsdien gewerkt; die blijft in het register.")
            findings.append(_left(change, "", why))
    touched = [each.candidate for each in gone] + [person.candidate for person, back in edits if back]
    if touched:
        log_use(
            action=Action.CHANGE,
            objects=[*touched, imported],
            actor=imported.made_by,
            why=_("import teruggedraaid"),
        )
    save(edits, vocabulary=vocabulary, now=now, on=timezone.localdate(now))
    _restore_bases(imported.source, bases)
    _erase(gone)
    save_findings(imported, findings)
    # In the same transaction: after a break the next run goes on behind this part.
    ImportChange.objects.filter(pk__in=[each.pk for each in changes]).update(is_looked_at=True)
    imported.done += len(changes)
    imported.counts["undone"] = imported.counts.get("undone", 0) + undone
    imported.counts["left"] = imported.counts.get("left", 0) + len({each.line for each in findings})
    imported.save(update_fields=["done", "total", "counts"])


def _give_back(
    person: Person, change: ImportChange, vocabulary: Vocabulary, *, source: str
) -> tuple[dict[str, Value], list[Finding]]:
    """The values to give back, and what stays. A profile that the import made is deleted if unused."""
    back, left = {}, []
    for name, after in change.after.items():
        current = person.value(FIELDS[name], vocabulary)
        if current == after:
            back[name] = change.before[name]
        elif current != change.before[name]:
            why = _("Sinds het inlezen met de hand gewijzigd; dat blijft.")
            left.append(_left(change, header_of_field(name, source=source), why))
    is_changed_by_hand = bool(left)
    if change.paused:
        # Publishing is decided by a person, never by an import or its undoing.
        why = _("Het profiel blijft verborgen: terugdraaien geeft niets vrij.")
        left.append(_left(change, header_of_field("basis", source=source), why))
    if change.made_profile and person.profile and not is_changed_by_hand and _is_unread(person.profile):
        person.profile.delete()
        person.profile = None
    return back, left


def _is_untouched(person: Person, change: ImportChange, vocabulary: Vocabulary) -> bool:
    """Whether a person that the import brought is still as it was brought."""
    if person.candidate.objected_on or (person.profile is None) == change.made_profile:
        return False
    # In the database: these are encrypted, and were not loaded.
    if Candidate.objects.filter(pk=person.candidate.pk).exclude(
        given_name="", family_name="", email="", phone=""
    ):
        return False
    if person.profile is not None and not _is_unread(person.profile):
        return False
    # The parts of a language are also seen as a whole: they are compared by the facts below.
    of_language = {name for name, one in FIELDS.items() if one.prefix or name == "language"}
    for name in FIELDS.keys() - of_language:
        expected = change.after.get(name, nothing(FIELDS[name]))
        if person.value(FIELDS[name], vocabulary) != expected:
            return False
    brought = {concept for name in of_language for concept in change.after.get(name, ())}
    return {each for each in person.facts if vocabulary.belongs(each, FIELDS["language"])} == brought - {0}


def _is_unread(profile: Profile) -> bool:
    """Whether no step was taken with a profile since it was made."""
    return (
        profile.state == Profile.State.READY
        and profile.confirmed_on is None
        and Profile.objects.filter(pk=profile.pk, note="").exists()
    )


def _in_use(candidates: Iterable[int]) -> set[int]:
    """Candidates to which other parts of the register refer: asked at the desk, introduced, and so on."""
    candidates = list(candidates)
    found: set[int] = set()
    for relation in Candidate._meta.related_objects:
        model, name = relation.related_model, relation.field.name
        # All relations there are, so that a new table counts without a line here.
        if isinstance(model, str) or model._meta.app_label in _OF_NO_WEIGHT:
            continue
        rows = model._default_manager.filter(**{f"{name}__in": candidates})
        found.update(rows.values_list(f"{name}_id", flat=True))
    return found


def _restore_bases(source: str, bases: Sequence[tuple[ImportChange, Person]]) -> None:
    # What the file had said the time before counts again.
    never = [person.candidate.pk for change, person in bases if change.base_before is None]
    ImportedValues.objects.filter(source=source, candidate__in=never).delete()
    ImportedValues.objects.bulk_create(
        [
            ImportedValues(candidate=person.candidate, source=source, values=change.base_before)
            for change, person in bases
            if change.base_before is not None
        ],
        update_conflicts=True,
        unique_fields=["candidate", "source"],
        update_fields=["values"],
    )


def _erase(people: Sequence[Person]) -> None:
    # People that only the import brought go with all history: nothing of them was ever released.
    known_as = [(each.candidate.pk, each.profile.pk if each.profile else None) for each in people]
    Candidate.objects.filter(pk__in=[candidate for candidate, _profile in known_as]).delete()
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        for candidate, profile in known_as:
            cursor.execute("SELECT register_forget(%s, %s)", [candidate, profile])


def _left(change: ImportChange, column: str, why: str) -> Finding:
    return Finding(line=change.line, column=column, value="", kind=FindingKind.LEFT, done=Done.KEPT, why=why)
