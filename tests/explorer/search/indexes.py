"""An index made in memory, for what needs no database."""

from collections.abc import Iterable, Sequence

from explorer.release.artefact import pack
from explorer.release.models import Release
from explorer.search.concepts import Concept, Concepts
from explorer.search.index.release_index import Index, build
from tests.factories.releases import Fact, Word, close, vocabulary


def small_index(
    rows: Iterable[tuple[int, Iterable[Fact]]] = (), *, words: Sequence[Word] | None = None
) -> Index:
    """Index rows of (people, facts) with the small vocabulary, or with other words."""
    words = vocabulary() if words is None else words
    packed = pack((people, close(words, facts)) for people, facts in rows)
    return build(release=Release(number=1), concepts=concepts(words), packed=packed, secret=b"test")


def concepts(words: Sequence[Word]) -> Concepts:
    """The words numbered in their order."""
    number = {word.fact: place for place, word in enumerate(words)}
    return Concepts(
        Concept(
            number=place,
            attribute=word.attribute,
            code=word.code,
            label_nl=word.label or word.code,
            label_en=word.english or word.label or word.code,
            parent=number[word.attribute, word.parent] if word.parent else None,
            synonyms_nl=word.synonyms,
            latitude=word.point and word.point[0],
            longitude=word.point and word.point[1],
        )
        for place, word in enumerate(words)
    )
