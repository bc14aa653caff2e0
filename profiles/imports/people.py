"""The people of a file beside those of the register, and how they are written: for every importer.

Nothing is confirmed and nothing released here: a new profile is ready at most, and consent that is
gone hides one at once. Comparing takes no lock. Writing is done in small parts, each a transaction:
an objection meanwhile waits for one part at most.
"""

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, cast

from django.core.serializers.json import DjangoJSONEncoder
from django.db import DEFAULT_DB_ALIAS, connections

from profiles.database.insert_rows import insert_rows
from profiles.imports.fields import (
    AVAILABLE,
    BASIS,
    FIELDS,
    HOURS,
    MUNICIPALITY,
    NOT_APPLICABLE,
    RATHER_NOT,
    ImportField,
    Value,
    Values,
    Vocabulary,
    nothing,
)
from profiles.imports.merge import Decision, MergeVerdict, decide
from profiles.imports.models import ImportChange, ImportedValues, Source
from profiles.register.models import Candidate, Profile, ProfileFact
from profiles.register.models.candidate import CandidateQuerySet

# One statement for all: `bulk_update` took ten times as long, while others wait for the rows.
_MOVE = """
UPDATE register_candidate AS one SET municipality_id = new.municipality
FROM jsonb_to_recordset(%s) AS new(id bigint, municipality bigint) WHERE one.id = new.id
"""
_CHANGE = """
UPDATE register_profile AS one
SET state = new.state, hours_min = new.hours_min, hours_max = new.hours_max,
    available_from = new.available_from, publication_basis = new.publication_basis,
    basis_recorded_on = new.basis_recorded_on, not_applicable = new.not_applicable,
    rather_not = new.rather_not, updated_at = new.updated_at
FROM jsonb_to_recordset(%s) AS new(
    id bigint, state text, hours_min smallint, hours_max smallint, available_from date,
    publication_basis text, basis_recorded_on date, not_applicable text[], rather_not text[],
    updated_at timestamptz
) WHERE one.id = new.id
"""
# An object for each of them took a third of the time of an import.
_ADD_FACTS = """
INSERT INTO register_profilefact (profile_id, concept_id) SELECT * FROM unnest(%s::bigint[], %s::bigint[])
"""
_CHANGED_FIELDS = (
    "id", "state", "hours_min", "hours_max", "available_from", "publication_basis", "basis_recorded_on",
    "not_applicable", "rather_not", "updated_at",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonLine:
    """A person as a file has them. `index` is the blind index of the reference.

    `home` is the id of the organisation, None for one still to be made; then the name is kept.
    `base` is what the file itself says of how it was, None where the register must know that.
    """

    line: int
    reference: str
    index: str
    home: int | None
    organisation: str = ""
    has_profile: bool
    values: Values
    base: Values | None = None


@dataclass
class Person:
    """A person as the register has them; `facts` are ids of rows by concept."""

    candidate: Candidate
    profile: Profile | None = None
    facts: dict[int, int] = field(default_factory=dict)
    imported: ImportedValues | None = None

    def __post_init__(self) -> None:
        # As it is in the database.
        self.municipality = self.candidate.municipality_id

    def value(self, field: ImportField, vocabulary: Vocabulary) -> Value:
        """What the register says, in the shape of `profiles.imports.fields`."""
        if field is MUNICIPALITY:
            return self.candidate.municipality_id
        profile = self.profile
        if profile is None:
            return nothing(field)
        if field is HOURS:
            return None if profile.hours_min is None else [profile.hours_min, profile.hours_max]
        if field is AVAILABLE:
            return profile.available_from and profile.available_from.isoformat()
        if field is BASIS:
            return profile.publication_basis
        if field is RATHER_NOT:
            return vocabulary.rather_not(profile, self.facts)
        lacks = [NOT_APPLICABLE] if not field.prefix and field.name in profile.not_applicable else []
        return lacks + sorted(each for each in self.facts if vocabulary.belongs(each, field))


@dataclass(frozen=True)
class Comparison:
    """What a line would do. `person` is None for a new one."""

    line: PersonLine
    person: Person | None
    decisions: Sequence[Decision]
    base: Values | None

    @property
    def made_profile(self) -> bool:
        return self.line.has_profile and (self.person is None or self.person.profile is None)

    @property
    def changed(self) -> Sequence[Decision]:
        return [each for each in self.decisions if each.verdict is MergeVerdict.CHANGED]

    @property
    def conflicts(self) -> Sequence[Decision]:
        return [each for each in self.decisions if each.verdict in {MergeVerdict.CONFLICT, MergeVerdict.KEPT}]

    @property
    def changes(self) -> bool:
        """Whether the register is not the same afterwards."""
        return self.person is None or self.made_profile or bool(self.changed)

    @property
    def is_news(self) -> bool:
        """Whether the file says something else than the last time, so that this must be remembered."""
        return self.base is None or any(
            self.base.get(name, self) != value for name, value in self.line.values.items()
        )

    @property
    def hides(self) -> bool:
        """Whether a released profile leaves the lists."""
        profile = self.person.profile if self.person else None
        return (
            profile is not None
            and profile.state == Profile.State.PUBLISHED
            and any(each.field is BASIS and each.value == "" for each in self.changed)
        )


def compare(
    lines: Sequence[PersonLine],
    *,
    source: str,
    vocabulary: Vocabulary,
    chosen: Mapping[int, AbstractSet[str]] | None = None,
    lock: bool = False,
) -> list[Comparison]:
    """Each line beside the person it is about. `chosen` has per line the fields in which the file wins.

    With `lock` those people stay as they are until the transaction ends.
    """
    # The same reference at two organisations is two candidates.
    homes = {each.home for each in lines if each.home is not None}
    wanted = Candidate.objects.filter(
        organisation__in=homes, reference_index__in=[each.index for each in lines]
    )
    people = load(wanted, source=source, lock=lock)
    known: dict[tuple[int | None, str], Person] = {
        (each.candidate.organisation_id, each.candidate.reference_index): each for each in people.values()
    }
    return [
        _compared(
            each, known.get((each.home, each.index)), source, vocabulary, (chosen or {}).get(each.line, ())
        )
        for each in lines
    ]


def _compared(
    line: PersonLine, person: Person | None, source: str, vocabulary: Vocabulary, chosen: Iterable[str]
) -> Comparison:
    # A workbook says itself what it was made from; for an export the register keeps it.
    base = line.base
    if base is None and person is not None and person.imported is not None:
        base = person.imported.values
    decisions = []
    for name, value in line.values.items():
        one = FIELDS[name]
        # Without a client profile its columns mean nothing, whatever is in them.
        if not line.has_profile and one is not MUNICIPALITY and (person is None or not person.profile):
            continue
        current = person.value(one, vocabulary) if person else nothing(one)
        decision = decide(
            one, current=current, file=value, base=base, vocabulary=vocabulary, file_wins=name in chosen
        )
        # A workbook that was not edited here says nothing; an export repeats what it knows.
        if decision.verdict is MergeVerdict.KEPT and source == Source.WORKBOOK:
            continue
        decisions.append(decision)
    return Comparison(line, person, decisions, base)


def elsewhere(lines: Sequence[PersonLine]) -> set[str]:
    """Those of the blind indexes that another organisation than the line's own has too."""
    homes = {each.index: each.home for each in lines}
    found = Candidate.objects.filter(reference_index__in=list(homes)).values_list(
        "reference_index", "organisation_id"
    )
    return {index for index, home in found if home != homes[index]}


def load(wanted: CandidateQuerySet, *, source: str, lock: bool) -> dict[int, Person]:
    """People of the register by id. With `lock` they stay as they are until the transaction ends."""
    wanted = wanted.only("organisation", "reference_index", "municipality", "objected_on")
    # The note stays encrypted: an import has no business with it.
    profiles = Profile.objects.defer("note")
    if lock:
        wanted, profiles = wanted.select_for_update(of=("self",)), profiles.select_for_update(of=("self",))
    people = {each.pk: Person(each) for each in wanted.order_by("pk")}
    owners = {}
    for profile in profiles.filter(candidate__in=people).order_by("pk"):
        people[profile.candidate_id].profile = profile
        owners[profile.pk] = people[profile.candidate_id]
    # One query for all: `prefetch_related` would make a model of every fact.
    for pk, profile_id, concept in ProfileFact.objects.filter(profile__in=owners).values_list(
        "pk", "profile_id", "concept_id"
    ):
        owners[profile_id].facts[concept] = pk
    for said in ImportedValues.objects.filter(candidate__in=people, source=source):
        people[said.candidate_id].imported = said
    return people


def write(
    comparisons: Sequence[Comparison],
    *,
    source: str,
    vocabulary: Vocabulary,
    now: datetime.datetime,
    on: datetime.date,
) -> list[ImportChange]:
    """Bring the register in line with what was decided; what was done, not yet saved, for undoing it.

    In the caller's transaction. Known people were locked by `compare`.
    """
    of_new = {each.line.line: Person(_candidate(each)) for each in comparisons if each.person is None}
    _insert([each.candidate for each in of_new.values()])
    done, said, edits = [], [], []
    for each in comparisons:
        person = each.person or of_new[each.line.line]
        change = ImportChange(
            candidate=person.candidate,
            line=each.line.line,
            made_candidate=each.person is None,
            made_profile=each.made_profile,
            before={decision.field.name: decision.current for decision in each.changed},
            after={decision.field.name: decision.value for decision in each.changed},
            base_before=person.imported.values if person.imported else None,
            paused=each.hides,
        )
        if each.made_profile:
            # Ready, not released: a person releases it, and confirms it by that.
            person.profile = Profile(
                candidate=person.candidate,
                state=Profile.State.READY,
                objected_on=person.candidate.objected_on,
            )
        if each.hides and person.profile:
            person.profile.state = Profile.State.PAUSED
        edits.append((person, {decision.field: decision.value for decision in each.changed}))
        if each.is_news:
            before: dict[str, Any] = dict(person.imported.values) if person.imported else {}
            # A column that this file does not have keeps what an earlier one said.
            values = before | dict(each.line.values)
            said.append(ImportedValues(candidate=person.candidate, source=source, values=values))
        if each.changes or each.is_news:
            done.append(change)
    save(edits, vocabulary=vocabulary, now=now, on=on)
    ImportedValues.objects.bulk_create(
        said, update_conflicts=True, unique_fields=["candidate", "source"], update_fields=["values"]
    )
    return done


def save(
    edits: Iterable[tuple[Person, Mapping[ImportField, Value]]],
    *,
    vocabulary: Vocabulary,
    now: datetime.datetime,
    on: datetime.date,
) -> None:
    """Give people these values, in a few statements for all of them."""
    moved, made, changed = [], [], []
    added: list[tuple[Person, int]] = []
    gone: list[int] = []
    for person, values in edits:
        for one, value in values.items():
            _set(person, one, value, vocabulary, on=on)
            if one.attribute and one is not RATHER_NOT and person.profile is not None:
                wanted = set(value or ()) - {NOT_APPLICABLE}
                has = {each for each in person.facts if vocabulary.belongs(each, one)}
                added += [(person, concept) for concept in sorted(wanted - has)]
                gone += [person.facts[concept] for concept in sorted(has - wanted)]
        if MUNICIPALITY in values and person.candidate.municipality_id != person.municipality:
            moved.append(person.candidate)
        if person.profile is None:
            continue
        if person.profile._state.adding:
            made.append(person.profile)
        elif values.keys() - {MUNICIPALITY}:
            # A colleague with this profile open must notice.
            person.profile.updated_at = now
            changed.append(person.profile)
    _execute(_MOVE, [{"id": each.pk, "municipality": each.municipality_id} for each in moved])
    _insert(made)
    _execute(_CHANGE, [{name: getattr(each, name) for name in _CHANGED_FIELDS} for each in changed])
    if gone:
        ProfileFact.objects.filter(pk__in=gone).delete()
    if added:
        profiles = [person.profile.pk for person, _concept in added if person.profile]
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(_ADD_FACTS, [profiles, [concept for _person, concept in added]])


def _candidate(comparison: Comparison) -> Candidate:
    line = comparison.line
    # By now its organisation was made.
    home = cast(int, line.home)
    candidate = Candidate(
        organisation_id=home, municipality_id=line.values.get("municipality"), reference=line.reference
    )
    # Without `save` nothing fills the blind indexes.
    candidate.index_identifiers()
    return candidate


def _insert(objects: Sequence[Candidate] | Sequence[Profile]) -> None:
    """Add these and give them their keys, as `bulk_create` does."""
    if not objects:
        return
    connection = connections[DEFAULT_DB_ALIAS]
    fields = [each for each in objects[0]._meta.concrete_fields if not each.primary_key]
    rows = [
        {each.attname: each.get_db_prep_save(each.pre_save(one, add=True), connection) for each in fields}
        for one in objects
    ]
    for one, key in zip(objects, insert_rows(type(objects[0]), rows), strict=True):
        one.pk, one._state.adding = key, False


def _execute(statement: str, rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(statement, [json.dumps(rows, cls=DjangoJSONEncoder)])


def _set(
    person: Person, one: ImportField, value: Value, vocabulary: Vocabulary, *, on: datetime.date
) -> None:
    """Set a value on the candidate or the profile, unsaved; facts are rows of their own."""
    profile = person.profile
    if one is MUNICIPALITY:
        person.candidate.municipality_id = value
    elif profile is None:
        return
    elif one is HOURS:
        profile.hours_min, profile.hours_max = value or (None, None)
    elif one is AVAILABLE:
        profile.available_from = datetime.date.fromisoformat(value) if value else None
    elif one is BASIS:
        profile.publication_basis = value or ""
        profile.basis_recorded_on = on if value else None
    elif one is RATHER_NOT:
        profile.rather_not = [vocabulary.words[each].code for each in value]
    elif not one.prefix:
        lacks = set(profile.not_applicable) - {one.name}
        profile.not_applicable = sorted(lacks | ({one.name} if NOT_APPLICABLE in value else set()))
