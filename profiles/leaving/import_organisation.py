"""Read an organisation that left another register: all of it, with its history, or nothing."""

import datetime
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction
from django.utils.translation import gettext as _

from profiles.access.log_of_use import Action, Activity, log_use
from profiles.access.rights import Role
from profiles.database.insert_rows import insert_rows
from profiles.desk.models import Approach, Case
from profiles.leaving.archive import ArchiveReader, ArchiveRefused, Record
from profiles.leaving.tables import NAMED_BY, TABLES, ExportTable, StaffUser, is_link, target
from profiles.leaving.values import said_again
from profiles.register.encryption import EncryptedTextField
from profiles.register.models import Candidate, Desk, Organisation, Profile, ProfileFact
from profiles.vocabulary.models import Concept

ROWS = 1000
# History is read in as it was: the triggers that write it would add a line of today to each row.
HISTORY = [
    *(
        f"register.{model}:{kind}"
        for model in ("Candidate", "Profile")
        for kind in ("insert_insert", "update_update")
    ),
    "register.ProfileFact:insert_insert",
]
# Words are in trees of a few levels; a word below itself would never end.
MOST_LEVELS = 50
BY_NUMBER = (Candidate, Profile, ProfileFact, Approach)


class OrganisationIsThere(ArchiveRefused):
    """The register has people of this organisation already."""


@dataclass
class _Move:
    """What rows of the archive are here: numbers of rows by what the archive calls them."""

    reader: ArchiveReader
    numbers: dict[Any, dict[Any, Any]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def of(self, model: Any, name: Any) -> Any:
        """The row here. Raises `ArchiveRefused` where the archive names one that it lacks."""
        if name is None:
            return None
        try:
            return self.numbers[model][name]
        except KeyError:
            raise ArchiveRefused(_("In de export ontbreekt %(name)s.") % {"name": name}) from None


def import_organisation(
    *, path: Path, now: datetime.datetime
) -> tuple[Organisation, dict[str, int], list[str]]:
    """Read an archive in one transaction. Returns the organisation, rows by table, and remarks.

    Raises `ArchiveRefused`. What is in the register already (words, desks, cases, accounts) stays as it is.
    """
    with ArchiveReader(path) as reader, _whole_or_nothing():
        name = str(reader.manifest["organisation"])
        if Candidate.objects.filter(organisation__name=name).exists():
            raise OrganisationIsThere(
                _("Van “%(name)s” staan al kandidaten in dit register. Er is niets ingelezen.")
                % {"name": name}
            )
        move = _Move(reader)
        counts = {table.name: _read(table, move) for table in TABLES}
        if counts != dict(reader.manifest["lines"]):
            # Cut off at the end of a line, a table reads as a shorter one.
            raise ArchiveRefused(_("Het aantal regels klopt niet met wat de export zegt."))
        organisation = Organisation.objects.get(name=name)
        log_use(
            action=Action.IMPORT,
            objects=[organisation, *Candidate.objects.filter(organisation=organisation).only("pk")],
            activity=Activity.MANAGEMENT,
            why="organisation read in",
        )
    return organisation, counts, move.remarks


@contextmanager
def _whole_or_nothing() -> Iterator[None]:
    """One transaction without lines of history of its own; rows that do not fit are said in words."""
    try:
        with transaction.atomic(), pgtrigger.ignore(*HISTORY):
            yield
    except (AttributeError, KeyError, TypeError, ValueError, ValidationError, DatabaseError) as fault:
        raise ArchiveRefused(
            _("In de export staat iets dat niet in dit register past. Er is niets ingelezen.")
        ) from fault


def _read(table: ExportTable, move: _Move) -> int:
    make = {
        Concept: _concept, Desk: _desk, Organisation: _organisation, StaffUser: _account, Case: _case,
    }.get(table.model)  # fmt: skip
    number = 0
    if make is not None:
        known = move.numbers.setdefault(table.model, _known(table.model))
        for record in _ordered(table, move.reader.table(table.name)):
            make(record, move, known)
            number += 1
        return number
    records = move.reader.table(table.name)
    while part := list(islice(records, ROWS)):
        _write(table, part, move)
        number += len(part)
    return number


def _known(model: Any) -> dict[Any, Any]:
    if model is Concept:
        rows = Concept.objects.values_list("attribute", "code", "pk")
        return {f"{attribute}:{code}": pk for attribute, code, pk in rows}
    if model is StaffUser:
        # A user name may be that of another person here: see `_account`.
        return {}
    return dict(model.objects.values_list(NAMED_BY[model], "pk"))


def _ordered(table: ExportTable, records: Iterable[Record]) -> Iterable[Record]:
    """Words with those above them first."""
    if table.model is not Concept:
        return records
    by_name = {f"{each['attribute']}:{each['code']}": each for each in records}
    done: dict[str, Record] = {}

    def visit(name: str, depth: int = 0) -> None:
        record = by_name.get(name)
        if record is None or name in done:
            return
        if depth > MOST_LEVELS:
            raise ArchiveRefused(_("In de export staat een begrip onder zichzelf."))
        if record["parent"]:
            visit(record["parent"], depth + 1)
        done[name] = record

    for name in by_name:
        visit(name)
    return done.values()


def _concept(record: Record, move: _Move, known: dict[Any, Any]) -> None:
    name = f"{record['attribute']}:{record['code']}"
    if name not in known:
        parent = move.of(Concept, record.pop("parent"))
        known[name] = Concept.objects.create(**record, parent_id=parent).pk
        move.remarks.append(_("Nieuw woord: %(name)s") % {"name": name})


def _desk(record: Record, move: _Move, known: dict[Any, Any]) -> None:
    if record["code"] in known:
        return
    municipalities, region = record.pop("municipalities"), record.pop("region")
    desk = Desk.objects.create(**record, region_id=move.of(Concept, region))
    desk.municipalities.set([move.of(Concept, each) for each in municipalities])
    known[record["code"]] = desk.pk


def _organisation(record: Record, move: _Move, known: dict[Any, Any]) -> None:
    if record["name"] not in known:
        region, desk = move.of(Concept, record["region"]), record["desk"]
        # The desk of another organisation is not in the export.
        desk = move.numbers[Desk].get(desk)
        made = Organisation.objects.create(
            name=record["name"], kind=record["kind"], region_id=region, desk_id=desk
        )
        known[record["name"]] = made.pk


def _account(record: Record, move: _Move, known: dict[Any, Any]) -> None:
    """The same account where user name and mail address are those here; else one that is switched off."""
    name, email = record["username"], record["email"]
    here = StaffUser.objects.filter(username=name).first()
    # Both must agree: a user name alone may be that of another person in the other register.
    if here is not None and here.email.casefold() == email.casefold():
        known[name] = here.pk
        return
    free = name
    for number in range(2, 1000):
        if not StaffUser.objects.filter(username=free).exists():
            break
        free = f"{name[:140]}-{number}"
    if free != name:
        move.remarks.append(
            _("De naam %(name)s was bezet; het account heet hier %(free)s.") % {"name": name, "free": free}
        )
    role = record["role"] if record["role"] in Role.values else Role.CASE_WORKER
    made = StaffUser(
        username=free,
        email=email,
        first_name=record["first_name"],
        last_name=record["last_name"],
        date_joined=record["date_joined"],
        role=role,
        # Of an organisation that is here; a desk that only asked may be of another.
        organisation_id=move.numbers[Organisation].get(record["organisation"]),
        is_active=False,
    )
    made.set_unusable_password()
    made.save()
    known[name] = made.pk


def _case(record: Record, move: _Move, known: dict[Any, Any]) -> None:
    if record["number"] not in known:
        desk = move.of(Desk, record.pop("desk"))
        made = Case.objects.create(**record, desk_id=desk)
        known[record["number"]] = made.pk


def _write(table: ExportTable, records: list[Record], move: _Move) -> None:
    """Rows as they were, with numbers of this register, in one statement."""
    rows = [_row(record, table, move) for record in records]
    if table.model in BY_NUMBER:
        fresh = _next_numbers(table, len(rows))
        known = move.numbers.setdefault(table.model, {})
        for row, record, number in zip(rows, records, fresh, strict=True):
            row["id"] = known[record["id"]] = number
    if table.model is Candidate:
        # Indexes are keyed: those of the other register mean nothing under the key of this one.
        for row in rows:
            names = ("reference", "given_name", "family_name", "email", "phone")
            person = Candidate(**{name: row[name] for name in names})
            person.index_identifiers()
            for name in ("reference_index", "family_name_index", "name_keys"):
                row[name] = getattr(person, name)
    for column in table.columns:
        for row in rows:
            # As it is kept: identifying fields are encrypted with the key of this register.
            if isinstance(column, EncryptedTextField):
                row[column.attname] = column.get_prep_value(row[column.attname])
    insert_rows(table.model, rows)


def _row(record: Record, table: ExportTable, move: _Move) -> Record:
    row: Record = {}
    for column in table.columns:
        value = record[column.name]
        if is_link(column):
            value = _link(column, value, table, move)
        row[column.attname] = value
    if table.name == "ingelezen":
        row["values"] = said_again(record["values"], move.numbers[Concept])
    if table.name == "momenten":
        row["id"] = move.numbers.setdefault(table.model, {})[record["id"]] = str(uuid.uuid4())
        row["metadata"] = {**record["metadata"], "user": move.of(StaffUser, record["user"])}
    elif "pgh_obj_id" in row and "id" in record:
        # History has the number of its row twice.
        row["id"] = row["pgh_obj_id"]
    return row


def _link(column: Any, value: Any, table: ExportTable, move: _Move) -> Any:
    model = target(column)
    if column.name == "pgh_obj" and model is ProfileFact and value not in move.numbers.get(ProfileFact, {}):
        # A fact that is gone: a number that no fact has, the same for both of its lines.
        return -int(value)
    return move.of(model, value)


def _next_numbers(table: ExportTable, number: int) -> list[int]:
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [table.model._meta.db_table, number],
        )
        return [found for (found,) in cursor.fetchall()]
