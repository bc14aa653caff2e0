"""What is written of a release on the explorer database. The verb decides when."""

import datetime
import struct
from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connections, router
from django.db.models import Max, Model

from explorer.release.content import WORD_TABLES, content_hash
from explorer.release.models import Group, Release
from profiles.anonymisation.closing import GROUP
from profiles.publication.locks import outside
from profiles.publication.models import Publication

PIECE = 500_000
"""Groups that are packed and sent at once: 20 MB."""
COPY_HEADER = b"PGCOPY\n\xff\r\n\0" + struct.pack(">ii", 0, 0)
COPY_TRAILER = struct.pack(">h", -1)
_COLUMNS = {"release_id": ">i4", "what": ">i2", "area": ">i2", "condition": ">i2", "at_least": ">i4"}
COPY_ROW = np.dtype(
    [("fields", ">i2")]
    + [part for name, kind in _COLUMNS.items() for part in ((f"{name}_size", ">i4"), (name, kind))]
)
"""A row of PostgreSQL's binary COPY: number of fields, then the size and value of each."""

Groups = npt.NDArray[np.void]


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
    rows: Iterable[Model],
    groups: Groups,
    policy: dict[str, Any],
    counts: dict[str, Any],
    on: datetime.date,
    synthetic: bool,
) -> Release:
    """Write a prepared release with all that belongs to it, in one transaction of the explorer database.

    `rows` are unsaved rows of `WORD_TABLES`, `groups` as `GROUP` in the order of their key.
    """
    release = Release(number=number, policy=policy, counts=counts, released_on=on, synthetic=synthetic)
    listed = list(rows)
    packed = np.ascontiguousarray(groups, dtype=GROUP)
    pieces = (packed[at : at + PIECE].tobytes() for at in range(0, len(packed), PIECE))
    # Over the rows as they will be read back: the verifier computes it again.
    release.content_hash = content_hash(release=release, rows=listed, groups=pieces)
    for row in listed:
        row.release = release  # type: ignore[attr-defined]
    # The other database: this transaction and that of the register cannot be one. Cut off between them,
    # the release has no publication and is swept away.
    with outside():
        release.save(force_insert=True)
        for model in WORD_TABLES:
            model._default_manager.bulk_create(row for row in listed if isinstance(row, model))
        copy_groups(number, groups)
    return release


def copy_groups(number: int, groups: Groups) -> None:
    """Write groups by binary COPY straight from their array, no step of Python a row."""
    connection = connections[router.db_for_write(Group)]
    columns = ", ".join(connection.ops.quote_name(name) for name in _COLUMNS)
    statement = (
        f"COPY {connection.ops.quote_name(Group._meta.db_table)} ({columns}) FROM STDIN (FORMAT binary)"
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.write(COPY_HEADER)
        for at in range(0, len(groups), PIECE):
            piece = groups[at : at + PIECE]
            rows = np.zeros(len(piece), COPY_ROW)
            rows["fields"] = len(_COLUMNS)
            for name, kind in _COLUMNS.items():
                rows[f"{name}_size"] = np.dtype(kind).itemsize
                rows[name] = number if name == "release_id" else piece[name]
            copy.write(rows.tobytes())
        copy.write(COPY_TRAILER)


def tidy_up() -> bool:
    """Let PostgreSQL make index-only scans of what was written; whether this role may.

    The role needs MAINTAIN on the table, which exists from PostgreSQL 17 on; without it autovacuum
    does it some minutes later.
    """
    connection = connections[router.db_for_write(Group)]
    table = Group._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int >= 170000")
        if not cursor.fetchone()[0]:
            return False
        cursor.execute("SELECT has_table_privilege(%s, 'MAINTAIN')", [table])
        # VACUUM is refused within a transaction.
        if not cursor.fetchone()[0] or connection.in_atomic_block:
            return False
        cursor.execute(f"VACUUM (ANALYZE) {connection.ops.quote_name(table)}")
    return True
