"""Writes the made-up profiles as a release that employers see: verified, and then made active.

Everybody is one class and a fact is held by at least five, so the verifier has
nothing to find; it is asked as it would be for any release. Runs as the owner
of the explorer database.

python -m tests.bench.search.release --folder … --people 3386
"""

import argparse
import json
import secrets
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from django.db import connection, transaction

from explorer.release.artefact import PackedRows
from explorer.release.content import digest_without_rows, row_line
from explorer.release.models import PublishedConcept, PublishedProfile, ReferenceKey, Release
from explorer.release.stored_index import store_index
from explorer.release.verification.record import verify_and_record
from explorer.search.concepts import Concepts
from tests.bench.search.made_up import LEAST
from tests.bench.search.prepared import DAY, Kept

POLICY = {"mode": "profiles", "k": LEAST, "m": 1, "floor": LEAST, "class_attributes": []}


def publish(words: Concepts, packed: PackedRows) -> float:
    """Write, verify and show the first release; returns how many seconds the verifier took."""
    release = Release(number=1, policy=POLICY, counts={}, released_on=DAY, synthetic=True)
    concepts = list(_concepts(words, release))
    lines = list(_lines(packed))
    digest = digest_without_rows(release=release, concepts=concepts)
    for number, facts in enumerate(lines):
        digest.update(row_line(b"%d" % number, b"1", facts.encode()))
    release.content_hash = digest.hexdigest()
    with transaction.atomic():
        release.save(force_insert=True)
        PublishedConcept.objects.bulk_create(concepts)
        _copy(lines)
        ReferenceKey.objects.create(release=release, secret=secrets.token_bytes(32))
        store_index(release, packed)
    started = time.perf_counter()
    verify_and_record(release=release)
    verified = time.perf_counter() - started
    # The database refuses this where the verifier found something.
    Release.objects.filter(number=release.number).update(state=Release.State.ACTIVE)
    return verified


def _concepts(words: Concepts, release: Release) -> Iterator[PublishedConcept]:
    for word in words:
        yield PublishedConcept(
            release=release,
            number=word.number,
            attribute=word.attribute,
            code=word.code,
            label_nl=word.label_nl,
            label_en=word.label_en,
            parent=word.parent,
        )


def _lines(packed: PackedRows) -> Iterator[str]:
    for first, last in pairwise(packed.indptr.tolist()):
        yield ",".join(map(str, packed.facts[first:last].tolist()))


def _copy(lines: list[str]) -> None:
    table = PublishedProfile._meta.db_table
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY {table} (release_id, number, people, facts) FROM STDIN") as copy:
            for number, facts in enumerate(lines):
                copy.write(f"1\t{number}\t1\t{{{facts}}}\n")
        cursor.execute("ANALYZE")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--folder", type=Path, required=True)
    options.add_argument("--people", type=int, required=True)
    given = options.parse_args()
    kept = Kept(given.folder, given.people)
    print(json.dumps({"verified_seconds": publish(kept.words, kept.packed())}))


if __name__ == "__main__":
    main()
