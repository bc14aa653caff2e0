"""The artefact of a release in the database: written with its rows, read by every node once."""

from collections.abc import Iterator

from django.db import connections, router

from explorer.release.artefact import Artefact, BrokenArtefact, PackedRows, build, words_of
from explorer.release.artefact.sections import FORMAT, to_bytes
from explorer.release.models import NOT_RECORDED, Release, ReleaseIndex
from explorer.release.weighing import weighing_of

# A node reads some megabytes at a time, so that a country does not stand in memory twice.
SLICE = 4 << 20
READ = "SELECT substring(data FROM %s FOR %s) FROM explorer_release_releaseindex WHERE release_id = %s"


def store_index(release: Release, rows: PackedRows) -> ReleaseIndex:
    """Make the artefact of rows just written and keep it with their release."""
    data = to_bytes(make_artefact(release, rows), content=release.content_hash)
    return ReleaseIndex.objects.create(release=release, format=FORMAT, data=data)


def make_artefact(release: Release, rows: PackedRows) -> Artefact:
    """The artefact of rows of a release, with its words as they stand in the database."""
    words = release.concepts.order_by("number").values_list("attribute", "parent", "code")
    told = [(attribute, parent, code == NOT_RECORDED) for attribute, parent, code in words]
    return build(rows, words_of(told), weighing=weighing_of(release.policy or {}))


def read_index(number: int) -> Iterator[bytes]:
    """The bytes of a stored artefact, some at a time; raises `BrokenArtefact` where there is none of ours."""
    stored = ReleaseIndex.objects.filter(release=number).values_list("format", flat=True).first()
    if stored != FORMAT:
        raise BrokenArtefact("there is none" if stored is None else f"format {stored}, expected {FORMAT}")
    connection = connections[router.db_for_read(ReleaseIndex)]
    at = 1
    while True:
        with connection.cursor() as cursor:
            cursor.execute(READ, [at, SLICE, number])
            found = cursor.fetchone()
        if found is None or not found[0]:
            return
        yield bytes(found[0])
        at += SLICE
