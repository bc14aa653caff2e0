"""What is written of a publication on either side. The verbs decide when."""

import datetime
import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, router, transaction
from django.db.models import Max, Model

from explorer.release.artefact import pack
from explorer.release.content import content_hash
from explorer.release.models import PublishedConcept, PublishedProfile, ReferenceKey, Release
from explorer.release.stored_index import store_index
from profiles.anonymisation.anonymise import Outcome
from profiles.anonymisation.changes import Change
from profiles.anonymisation.policy import Policy
from profiles.anonymisation.rows import Row
from profiles.anonymisation.tree import Tree
from profiles.publication.locks import outside
from profiles.publication.models import Publication, ReleasedProfile
from profiles.publication.read import Population

KEY_BYTES = 32


def next_number() -> int:
    """A number that no release had before, on either side."""
    used = Release.objects.aggregate(number=Max("number"))["number"] or 0
    published = Publication.objects.aggregate(number=Max("release_number"))["number"] or 0
    return int(max(used, published)) + 1


def sweep_away_unfinished() -> None:
    """Remove prepared releases without a publication: cut off while they were written, never to be shown."""
    known = list(Publication.objects.values_list("release_number", flat=True))
    Release.objects.filter(state=Release.State.PREPARED).exclude(number__in=known).delete()


def write_release(
    *,
    number: int,
    outcome: Outcome,
    population: Population,
    policy: Policy,
    on: datetime.date,
    synthetic: bool,
) -> Release:
    """Write a prepared release with all that belongs to it, in one transaction of the explorer database."""
    release = Release(
        number=number,
        policy=policy.to_json(),
        counts=_public_counts(outcome, policy),
        released_on=on,
        synthetic=synthetic,
    )
    concepts = population.words.concepts
    release.content_hash = content_hash(release=release, concepts=concepts, rows=outcome.rows)
    with outside():
        release.save(force_insert=True)
        _fill(release, concepts, outcome.rows)
    return release


def _fill(release: Release, concepts: Sequence[PublishedConcept], rows: Sequence[Row]) -> None:
    for concept in concepts:
        concept.release = release
    PublishedConcept.objects.bulk_create(concepts)
    numbered = ((release.number, number, row.people, list(row.facts)) for number, row in enumerate(rows))
    _copy(PublishedProfile, ("release", "number", "people", "facts"), numbered)
    ReferenceKey.objects.create(release=release, secret=secrets.token_bytes(KEY_BYTES))
    store_index(release, pack((row.people, list(row.facts)) for row in rows))


def write_publication(
    *,
    release: Release,
    outcome: Outcome,
    population: Population,
    counts: dict[str, Any],
    report: dict[str, Any],
    by: str,
) -> Publication:
    """Write who stands on which row and what was changed, in one transaction of the register."""
    changes = changes_by_person(outcome, population.words.tree)
    with transaction.atomic(using=DEFAULT_DB_ALIAS, durable=True):
        publication = Publication.objects.create(
            release_number=release.number,
            made_by=by,
            policy=release.policy,
            counts=counts,
            report=report,
        )
        places = (
            (publication.pk, profile, list(outcome.stands[person]), json.dumps(changed))
            for person, (profile, changed) in enumerate(zip(population.profiles, changes, strict=True))
        )
        _copy(ReleasedProfile, ("publication", "profile", "row_numbers", "changes"), places)
    return publication


def _public_counts(outcome: Outcome, policy: Policy) -> dict[str, int]:
    """Nothing but what anybody can count in the rows; over several cards people are not counted."""
    counts = {"rows": len(outcome.rows), "classes": len(outcome.classes.keys)}
    return counts if policy.cards > 1 else {"people": sum(row.people for row in outcome.rows), **counts}


def changes_by_person(outcome: Outcome, tree: Tree) -> Iterator[list[dict[str, str]]]:
    """Person by person what `ReleasedProfile.changes` holds; one at a time, a country has millions."""
    following = groupby(outcome.changes(), key=attrgetter("person"))
    person, changed = next(following, (None, ()))
    for number in range(outcome.given.people):
        if number == person:
            yield [_in_codes(change, tree) for change in changed]
            person, changed = next(following, (None, ()))
        else:
            yield []


def _in_codes(change: Change, tree: Tree) -> dict[str, str]:
    word = tree.words[change.concept]
    return {
        "attribute": word.attribute,
        "code": word.code,
        "shown_as": "" if change.shown_as is None else tree.words[change.shown_as].code,
        "reason": change.reason.value,
    }


def _copy(model: type[Model], fields: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    """COPY, since a release of a country has a million rows."""
    connection = connections[router.db_for_write(model)]
    quote = connection.ops.quote_name
    column_of = {field.name: quote(str(field.column)) for field in model._meta.concrete_fields}
    columns = ", ".join(column_of[name] for name in fields)
    statement = f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
