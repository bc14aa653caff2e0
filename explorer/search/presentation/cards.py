"""A candidate in the list: why first, then what else."""

from collections.abc import Iterable, Iterator

from explorer.search.matching.rows import Row
from explorer.search.presentation.faces import Face
from explorer.search.presentation.pattern import piece
from explorer.search.presentation.prepared import Prepared


def cards(prepared: Prepared, rows: Iterable[Row], *, profile_url: str) -> bytes:
    """The cards of a page; `profile_url` has a place for the reference."""
    return b"".join(_cards(prepared, rows, profile_url))


def _cards(prepared: Prepared, rows: Iterable[Row], profile_url: str) -> Iterator[bytes]:
    address = piece(profile_url)
    for position, row in enumerate(rows, start=1):
        face = prepared.faces.of(row)
        # A reference is letters and digits.
        place = {"position": b"%d" % position, "url": address % row.reference.encode()}
        if row.verdicts:
            yield face.judged.fill({**face.said, **place, **_judgement(prepared, row, face)})
        else:
            yield face.plain.fill({**face.said, **place, "tags": face.usual_tags})


def _judgement(prepared: Prepared, row: Row, face: Face) -> dict[str, bytes]:
    decided = {fact.number for verdict in row.verdicts for fact in verdict.facts}
    return {
        "fit": prepared.fits[row.met, len(row.verdicts)],
        "marks": prepared.marks.of(row, face),
        "tags": prepared.faces.tags(face, decided),
    }
