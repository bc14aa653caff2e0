"""A candidate in the list: why first, then what else."""

from collections.abc import Iterable, Iterator

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from explorer.search.matching.rows import Row
from explorer.search.presentation.pattern import joined, piece
from explorer.search.presentation.prepared import Prepared


def cards(prepared: Prepared, rows: Iterable[Row], *, profile_url: str) -> SafeString:
    """The cards of a page; `profile_url` has a place for the reference."""
    return joined(_cards(prepared, rows, profile_url))


def _cards(prepared: Prepared, rows: Iterable[Row], profile_url: str) -> Iterator[SafeString]:
    # All rows of a search have as many wishes, so few of them differ.
    fits: dict[int, SafeString] = {}
    address = piece(profile_url)
    for position, row in enumerate(rows, start=1):
        met = row.met
        if met not in fits:
            fits[met] = piece(fit(met=met, wishes=len(row.verdicts)))
        # A reference is letters and digits.
        yield _card(prepared, row, position=position, url=SafeString(address % row.reference), fit=fits[met])


def _card(prepared: Prepared, row: Row, *, position: int, url: SafeString, fit: SafeString) -> SafeString:
    face = prepared.faces.of(row)
    tags = prepared.faces.tags(face, {fact.number for verdict in row.verdicts for fact in verdict.facts})
    return prepared.patterns.fill(
        "explorer/_card.html",
        {"fits": bool(fit), "tagged": bool(tags), "known": bool(face.availability)},
        position=position,
        title=face.title,
        url=url,
        fit=fit,
        marks=prepared.marks.of(row, face),
        tags=tags,
        availability=face.availability,
        crowd=face.crowd,
    )


def fit(*, met: int, wishes: int) -> str:
    """How many of the wishes a profile meets, in words; no score."""
    if met == wishes:
        return ngettext("Past bij uw wens", "Past bij al uw wensen", wishes) if wishes else ""
    if not met:
        return ngettext("Wij weten niet of uw wens past", "Wij weten niet of uw wensen passen", wishes)
    unknown = ngettext("%(unknown)d is onbekend", "%(unknown)d zijn onbekend", wishes - met)
    said = _("Past bij %(met)d van uw %(wishes)d wensen")
    return f"{said}, {unknown}" % {"met": met, "wishes": wishes, "unknown": wishes - met}
