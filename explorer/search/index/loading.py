"""Reading a release from the database into an index."""

import logging
from functools import partial

from django.conf import settings

from explorer.release.artefact import Artefact, BrokenArtefact, PackedRows, pack
from explorer.release.models import PublishedConcept, PublishedProfile, ReferenceKey, Release
from explorer.release.stored_index import read_index
from explorer.search.concepts import BrokenReleaseError, Concept, Concepts
from explorer.search.index.cache import opened
from explorer.search.index.release_index import Index, build, of_artefact

logger = logging.getLogger(__name__)


def load(number: int) -> Index:
    """The index of a release, from its artefact or, where that is broken, from its rows."""
    release = Release.objects.get(number=number)
    concepts = read_concepts(number)
    secret = _read_secret(number)
    # The artefact is only quicker; the rows are the release.
    try:
        return of_artefact(release=release, concepts=concepts, made=_open_artefact(release), secret=secret)
    except BrokenArtefact as error:
        logger.warning("release %s is indexed from its rows: %s", number, error)
    return build(release=release, concepts=concepts, packed=_pack_rows(number), secret=secret)


def read_concepts(number: int) -> Concepts:
    """The words of a release."""
    rows = PublishedConcept.objects.filter(release=number).order_by("number")
    return Concepts(
        Concept(
            number=row.number,
            attribute=row.attribute,
            code=row.code,
            label_nl=row.label_nl,
            label_en=row.label_en,
            parent=row.parent,
            synonyms_nl=tuple(row.synonyms_nl),
            synonyms_en=tuple(row.synonyms_en),
            latitude=row.latitude,
            longitude=row.longitude,
        )
        for row in rows.iterator()
    )


def _read_secret(number: int) -> bytes:
    key = ReferenceKey.objects.filter(release=number).first()
    if key is None:
        raise BrokenReleaseError(f"release {number} has no key for its references")
    return bytes(key.secret)


def _open_artefact(release: Release) -> Artefact:
    return opened(
        content=release.content_hash,
        folder=settings.INDEX_FOLDER,
        read=partial(read_index, release.number),
        kept=Release.objects.values_list("content_hash", flat=True),
    )


def _pack_rows(number: int) -> PackedRows:
    rows = PublishedProfile.objects.filter(release=number).order_by("number")
    return pack(rows.values_list("people", "facts").iterator())
