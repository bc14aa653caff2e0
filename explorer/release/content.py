"""The checksum of a release: SHA-256 over one way to write down all of it.

Every reader of a release can compute it again. Two parts, one after the other:

1. as UTF-8, a line of JSON each (no spaces, sorted keys, unescaped letters, a line feed at the end):
   `{"counts":…,"number":…,"policy":…,"released_on":"YYYY-MM-DD","synthetic":…}`, then every row of
   `WORD_TABLES` as `[table, value, …]` with its columns but `release`, these lines in byte order;
2. the groups in the order of their primary key, each as five little-endian integers of
   2, 2, 2 and 4 bytes: what, area, condition, at_least (10 bytes a group).

The state may change and is not in it.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Model

from explorer.release.models import Area, Circle, PublishedConcept, RefusedWord, Release, SearchWord, Title

WORD_TABLES: tuple[type[Model], ...] = (PublishedConcept, Area, Circle, Title, SearchWord, RefusedWord)


def columns_of(model: type[Model]) -> list[str]:
    """Names of the columns of a table of a release, without the release itself."""
    return [field.name for field in model._meta.concrete_fields if field.name != "release"]


def content_hash(*, release: Release, rows: Iterable[Model], groups: Iterable[bytes]) -> str:
    """Checksum as hex. `rows` of `WORD_TABLES` in any order, `groups` packed as said above, in pieces."""
    digest = hashlib.sha256(
        _line(
            {
                "counts": release.counts,
                "number": release.number,
                "policy": release.policy,
                "released_on": release.released_on.isoformat(),
                "synthetic": release.synthetic,
            }
        )
    )
    # In byte order, so that the checksum does not depend on the order of a database.
    for line in sorted(
        _line([row._meta.model_name, *(getattr(row, name) for name in columns_of(type(row)))]) for row in rows
    ):
        digest.update(line)
    for piece in groups:
        digest.update(piece)
    return digest.hexdigest()


def stored_rows(release: Release) -> Iterator[Model]:
    """The rows of `WORD_TABLES` of a stored release."""
    for model in WORD_TABLES:
        yield from model._default_manager.filter(release=release).iterator()


def _line(content: Any) -> bytes:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"{text}\n".encode()
