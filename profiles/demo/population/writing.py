"""Puts made-up people into the register: all of them in one transaction, or none."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import connection, transaction
from django.db.models import Max
from psycopg import sql

from profiles.demo.population.houses import Houses, found_houses
from profiles.demo.population.making import people
from profiles.demo.population.person import MadePerson, MadeProfile
from profiles.demo.population.places import cells_for, register_totals
from profiles.demo.population.table import REGISTER_SOURCE
from profiles.register.models import Candidate, Profile, ProfileFact, RegisterTotal
from profiles.vocabulary.models import Concept

# Any number will do, as long as no other lock of the register takes it.
LOCK = 0x706F7075
ROWS = 1000
Report = Callable[[int], None]
Codes = dict[tuple[str, str], int]


class PopulationError(Exception):
    """Nothing was written; the message says why, and what to do."""


@dataclass(frozen=True)
class Written:
    people: int
    profiles: int
    facts: int


def write_population(*, seed: int, n: int, today: datetime.date, add: bool, report: Report) -> Written:
    """Make `n` people and write them; `report` hears after each batch how many there are.

    Existing people stay: with any in the register it raises PopulationError,
    unless `add` says that these come on top. Two at once: the second waits and
    is then judged by what the first wrote.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            # Each history trigger walks along all checks that wait for the commit: time would grow squared.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        if Candidate.objects.exists() and not add:
            raise PopulationError(
                "The register already holds people. Nothing was changed. "
                "--add puts made-up people beside them; an empty register comes from a new database."
            )
        codes = {
            (attribute, code): pk
            for attribute, code, pk in Concept.objects.valid(on=today).values_list("attribute", "code", "id")
        }
        places = {place.code: place for place in Concept.objects.of("place")}
        # Without words no profile can be made; the command to run is part of the message.
        if not codes:
            raise PopulationError("The vocabulary is empty. Run load_vocabulary first.")
        houses = found_houses(cells=cells_for(n), places=places)
        for region, total in register_totals(n).items():
            RegisterTotal.objects.get_or_create(
                region=places[region],
                counted_on=today.replace(day=1),
                defaults={"people": total, "source": REGISTER_SOURCE},
            )
        # A number never exceeds the id of its person, so this one is free.
        first = (Candidate.objects.aggregate(last=Max("id"))["last"] or 0) + 1
        made = people(seed=seed, n=n, today=today, first_number=first)
        return _write(made, max(ROWS, n // 20), houses, places, codes, report)


def _write(
    made: Iterator[MadePerson],
    size: int,
    houses: Houses,
    places: dict[str, Concept],
    codes: Codes,
    report: Report,
) -> Written:
    persons = profiles = facts = 0
    while batch := list(islice(made, size)):
        candidates = _write_candidates(batch, houses, places)
        written = _write_profiles(batch, candidates)
        # From two arrays in one statement: there are thirty facts to a person. No COPY: PostgreSQL has none
        # into a table with row-level security.
        pairs = [(profile.pk, concept) for profile, made in written for concept in _concepts(made, codes)]
        into = sql.SQL(
            "INSERT INTO {} (profile_id, concept_id) SELECT * FROM unnest(%s::bigint[], %s::bigint[])"
        ).format(sql.Identifier(ProfileFact._meta.db_table))
        with connection.cursor() as cursor:
            cursor.execute(
                into, [[profile for profile, _concept in pairs], [concept for _profile, concept in pairs]]
            )
        facts += len(pairs)
        persons += len(batch)
        profiles += len(written)
        report(persons)
    return Written(people=persons, profiles=profiles, facts=facts)


def _write_candidates(
    batch: Sequence[MadePerson], houses: Houses, places: dict[str, Concept]
) -> list[Candidate]:
    candidates = [
        Candidate(
            organisation=houses[person.cell.municipality, person.cell.by_uwv],
            municipality=places[person.cell.municipality],
            reference=person.reference,
            objected_on=person.profile.objected_on if person.profile else None,
        )
        for person in batch
    ]
    for candidate in candidates:
        # `bulk_create` calls no `save`, which fills the blind indexes.
        candidate.index_identifiers()
    return Candidate.objects.bulk_create(candidates, batch_size=ROWS)


def _write_profiles(
    batch: Iterable[MadePerson], candidates: Iterable[Candidate]
) -> list[tuple[Profile, MadeProfile]]:
    made = [
        (_profile(candidate, person.profile), person.profile)
        for person, candidate in zip(batch, candidates, strict=True)
        if person.profile
    ]
    Profile.objects.bulk_create([profile for profile, _made in made], batch_size=ROWS)
    return made


def _profile(candidate: Candidate, made: MadeProfile) -> Profile:
    least, most = made.hours or (None, None)
    return Profile(
        candidate=candidate,
        state=made.state,
        hours_min=least,
        hours_max=most,
        available_from=made.available_from,
        confirmed_on=made.confirmed_on,
        publication_basis=made.basis,
        basis_recorded_on=made.basis_recorded_on,
        objected_on=made.objected_on,
        not_applicable=list(made.not_applicable),
    )


def _concepts(made: MadeProfile, codes: Codes) -> list[int]:
    # Numbers of the facts, in one order for one vocabulary. A word an admin ended is passed over.
    keys = ((attribute, code) for attribute, held in made.facts.items() for code in held)
    return sorted(codes[key] for key in keys if key in codes)
