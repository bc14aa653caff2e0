"""The one door to a release: views, checks and everything later search here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from explorer.release.artefact import bits
from explorer.release.models import Release
from explorer.search.facets import BY_NAME
from explorer.search.filters import CandidateFilterSet
from explorer.search.index.current import current_index
from explorer.search.index.release_index import Index
from explorer.search.matching import counts, options, ways_out
from explorer.search.matching.counts import Counts, Total
from explorer.search.matching.options import Option
from explorer.search.matching.order import ordered
from explorer.search.matching.predicate import Match, match
from explorer.search.matching.rows import Row
from explorer.search.matching.ways_out import WayOut
from explorer.search.query import Problem, Query
from explorer.search.references import PUBLIC

PAGE_SIZE = 25


@dataclass(frozen=True)
class ResultPage:
    """One page of the answer to a search. What a page does not show is not computed.

    `rows` is the number of rows in the whole list (equal profiles stand once),
    `total` counts persons, or groups where the release `counts_groups`; `page` is
    the page shown, the last one when the address asks for a later one.
    """

    found: Match
    total: Total
    counts: Counts
    unknown_adds: Mapping[str, int]
    profiles: tuple[Row, ...]
    page: int
    pages: int
    rows: int
    problems: tuple[Problem, ...]

    @property
    def query(self) -> Query:
        return self.found.query

    @property
    def index(self) -> Index:
        return self.found.index

    @property
    def release(self) -> Release:
        return self.found.index.release

    @property
    def everyone(self) -> int:
        """How many persons or groups the release shows without any wish."""
        return self.index.everyone

    @property
    def counts_groups(self) -> bool:
        """Whether the numbers are of groups, of which somebody can stand in several."""
        return self.index.weighing.counts_groups

    @cached_property
    def ways_out(self) -> tuple[WayOut, ...]:
        """Searches beside this one that find more people, the most first."""
        return ways_out.ways_out(self.found)

    def options(self, facet: str) -> tuple[Option, ...]:
        """All options of a facet in display order, with count, choice and depth."""
        return options.options(self.index, self.query, BY_NAME[facet], self.counts)


def search(
    query: QueryDict, *, viewer: str = PUBLIC, today: date | None = None, page_size: int = PAGE_SIZE
) -> ResultPage | None:
    """Answer a query string from the active release; None when there is no release."""
    index = current_index()
    if index is None:
        return None
    return answer(
        index, read(index, query), viewer=viewer, today=today or timezone.localdate(), page_size=page_size
    )


def read(index: Index, query: QueryDict) -> Query:
    """What a query string asks of a release."""
    return CandidateFilterSet(query, index=index).query


def answer(
    index: Index, query: Query, *, today: date, viewer: str = PUBLIC, page_size: int = PAGE_SIZE
) -> ResultPage:
    """Answer a search that was read already, from one release."""
    found = match(index, query)
    rows = bits.count(found.rows)
    pages = max(1, -(-rows // page_size))
    page = min(query.page, pages)
    shown = ordered(found, day=today, first=(page - 1) * page_size, last=min(page * page_size, rows))
    return ResultPage(
        found=found,
        total=counts.total(found),
        counts=counts.counts(found),
        unknown_adds=counts.unknown_adds(found),
        profiles=tuple(Row(row, found, viewer) for row in shown),
        page=page,
        pages=pages,
        rows=rows,
        problems=(*query.problems, *_beyond(query.page, pages)),
    )


def profile(reference: str, query: QueryDict, *, viewer: str = PUBLIC) -> Row | None:
    """The profile of a reference with a verdict per wish of the search; None when there is none."""
    index = current_index()
    return None if index is None else profile_in(index, reference, read(index, query), viewer=viewer)


def profile_in(index: Index, reference: str, query: Query, *, viewer: str = PUBLIC) -> Row | None:
    """The same from this release, for a search that was read already."""
    row = index.references.row(reference, viewer=viewer)
    if row is None or not bits.has(index.present, row):
        return None
    return Row(row, match(index, query), viewer)


def _beyond(asked: int, pages: int) -> tuple[Problem, ...]:
    if asked <= pages:
        return ()
    return (Problem("pagina", str(asked), _("Deze pagina bestaat niet (meer). U ziet de laatste.")),)
