"""The active release with its words, read once per process and release."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from django.db import connections, router

from explorer.release.models import Group, Release
from explorer.release.shapes import AreaKind
from explorer.release.vocabulary import Vocabulary, is_of, read_vocabulary
from explorer.words.matcher import WordMatcher

ACTIVE = "SELECT number, content_hash FROM {table} WHERE state = %s"


@dataclass(frozen=True)
class Current:
    """A release, its vocabulary, the number of its area *country*, and what reads typed words."""

    release: Release
    vocabulary: Vocabulary
    country: int
    matcher: WordMatcher

    @cached_property
    def k(self) -> int:
        """The smallest number that is published."""
        return int(self.release.policy["k"])


def current() -> Current | None:
    """The active release, or None before the first one. One statement, unless it is new to this process."""
    # Every page asks it, also one that is kept: without the model it takes a third of the time.
    with connections[router.db_for_read(Release)].cursor() as cursor:
        cursor.execute(ACTIVE.format(table=Release._meta.db_table), [Release.State.ACTIVE.value])
        found = cursor.fetchone()
    return None if found is None else _load(*found)


def health() -> dict[str, object]:
    """What a balancer may know: the release that this worker answers from, loaded if it was not yet."""
    now = current()
    return {"release": None if now is None else now.release.number}


@lru_cache(maxsize=2)
def _load(number: int, content_hash: str) -> Current:
    """Cached by checksum too: a test or a restored database may use a number again."""
    release = Release.objects.get(number=number)
    vocabulary = read_vocabulary(release)
    country = next(area.number for area in vocabulary.areas.values() if is_of(area, AreaKind.COUNTRY))
    table = Group._meta.db_table
    with connections[router.db_for_read(Group)].cursor() as cursor:
        cursor.execute(
            f"SELECT what, at_least FROM {table} WHERE release_id = %s AND area = %s AND condition = 0",  # noqa: S608
            [number, country],
        )
        at_least = dict(cursor.fetchall())
    matcher = WordMatcher(
        vocabulary,
        titles=list(release.titles.all()),
        search_words=list(release.search_words.all()),
        refused_words=list(release.refused_words.all()),
        at_least=at_least,
    )
    return Current(release, vocabulary, country, matcher)
