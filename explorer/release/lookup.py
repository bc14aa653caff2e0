"""Numbers of a release without a page: rules 4 to 7 of `docs/search.md`, one statement each.

For readers that ask some numbers of many searches, such as the quality of the
register. A search page reads all its numbers at once (`explorer.search.counts`).
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import connections, router

from explorer.release.models import Group, Release
from explorer.release.shapes import LOCAL_CONDITIONS
from explorer.release.vocabulary import Vocabulary, read_vocabulary, scope_of

STATEMENT = """
SELECT coalesce(max(n), 0) FROM (
    SELECT greatest(sum(at_least) FILTER (WHERE area = ANY(%s)), max(at_least)) AS n
    FROM unnest(%s::int[], %s::int[]) AS wanted (w, c)
    JOIN explorer_release_group ON release_id = %s AND what = w AND condition = c AND area = ANY(%s)
    GROUP BY w, c
) AS each
"""


@dataclass(frozen=True)
class Lookup:
    """Numbers of one release. Concepts and municipalities go by their number in it."""

    release: Release
    vocabulary: Vocabulary

    def number(
        self,
        *,
        whats: Collection[int] = (),
        members: Collection[int] = (),
        conditions: Collection[int] = (),
        is_pair: bool = False,
    ) -> int:
        """N(W, A, F): at least so many people have any of the whats and any of the conditions; 0 if too few.

        A sum is given as it is; a page rounds it to the series of labels.
        No whats are anybody, no members the whole country, no conditions none. For
        conditions that are published by region only, the regions that touch the
        members are counted (rule 7); with `is_pair` the conditions are whats.
        """
        wanted = [
            # A pair of two whats is stored once, the lower number first.
            (min(what, condition), max(what, condition)) if is_pair else (what, condition)
            for what in whats or (0,)
            for condition in conditions or (0,)
        ]
        # No members are the country; with an empty set nothing would be counted.
        among = frozenset(members) or frozenset(place.number for place in self.vocabulary.municipalities)
        if is_pair or any(
            self.vocabulary[condition].attribute not in LOCAL_CONDITIONS for condition in conditions
        ):
            among = self.regions_around(among)
        scope = scope_of(self.vocabulary, among)
        first, second = [one for one, _ in wanted], [other for _, other in wanted]
        with connections[router.db_for_read(Group)].cursor() as cursor:
            cursor.execute(
                STATEMENT, [list(scope.parts), first, second, self.release.number, list(scope.areas)]
            )
            return int(cursor.fetchone()[0])

    def regions_around(self, members: Iterable[int]) -> frozenset[int]:
        """All municipalities of the regions that these municipalities are in."""
        regions = {self.vocabulary[member].parent or member for member in members}
        return frozenset(child for region in regions for child in self.vocabulary.municipalities_of(region))


def active_lookup() -> Lookup | None:
    """Of the release that employers see now; None before the first. Four statements."""
    release = Release.objects.active()
    return Lookup(release, read_vocabulary(release)) if release else None
