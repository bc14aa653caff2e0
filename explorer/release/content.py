"""The checksum of a release: SHA-256 over one way to write down all that it holds.

Whoever may read a release can compute it again. The text is UTF-8; each line is
JSON without spaces, with sorted keys and unescaped letters, and ends in a line
feed:

1. `{"counts":…,"number":…,"policy":…,"released_on":"YYYY-MM-DD","synthetic":…}`;
2. for each concept, in order of its number:
   `[number,attribute,code,label_nl,label_en,synonyms_nl,synonyms_en,parent,latitude,longitude]`;
3. for each row, in order of its number: `[number,people,facts]`.

The state may change and is not in it; the index is a packing of the rows, and
the key of references says nothing about people.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence

from explorer.release.models import PublishedConcept, Release

CONCEPT_COLUMNS = (
    "number",
    "attribute",
    "code",
    "label_nl",
    "label_en",
    "synonyms_nl",
    "synonyms_en",
    "parent",
    "latitude",
    "longitude",
)

Row = tuple[int, Sequence[int]]


def content_hash(*, release: Release, concepts: Iterable[PublishedConcept], rows: Iterable[Row]) -> str:
    """Checksum as hex of a release with these concepts and these rows, in order of their numbers."""
    digest = digest_without_rows(release=release, concepts=concepts)
    for number, (people, facts) in enumerate(rows):
        digest.update(row_line(b"%d" % number, b"%d" % people, ",".join(map(str, facts)).encode()))
    return digest.hexdigest()


def digest_without_rows(*, release: Release, concepts: Iterable[PublishedConcept]) -> "hashlib._Hash":
    """The checksum so far, to be updated with the line of each row."""
    digest = hashlib.sha256()
    for line in _lines(release, concepts):
        digest.update(line.encode())
    return digest


def row_line(number: bytes, people: bytes, facts: bytes) -> bytes:
    """The line of a row; its facts are numbers with commas between them."""
    return b"[%b,%b,[%b]]\n" % (number, people, facts)


def recompute(release: Release) -> str:
    """The checksum of what the database holds of a release now."""
    rows = release.profiles.order_by("number").values_list("people", "facts")
    return content_hash(
        release=release, concepts=release.concepts.order_by("number"), rows=rows.iterator(chunk_size=10_000)
    )


def _lines(release: Release, concepts: Iterable[PublishedConcept]) -> Iterator[str]:
    yield _line(
        {
            "counts": release.counts,
            "number": release.number,
            "policy": release.policy,
            "released_on": release.released_on.isoformat(),
            "synthetic": release.synthetic,
        }
    )
    for concept in concepts:
        yield _line([getattr(concept, column) for column in CONCEPT_COLUMNS])


def _line(content: object) -> str:
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n"
