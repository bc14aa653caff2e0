"""Page numbers under a list: the first, the last and those around where the reader is."""

from collections.abc import Iterator
from dataclasses import dataclass

from explorer.search import links
from explorer.search.presentation.hints import search_url
from explorer.search.results import PAGE_SIZE, ResultPage


@dataclass(frozen=True, slots=True)
class PageLink:
    """A number to go to; `number` 0 is a gap."""

    number: int
    url: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Paging:
    """Where the reader is in a list of `rows` profiles."""

    first: int
    last: int
    rows: int
    links: tuple[PageLink, ...]
    previous: str
    following: str


def paging(page: ResultPage) -> Paging:
    """The page numbers of a page of results."""
    here, first = page.page, (page.page - 1) * PAGE_SIZE
    return Paging(
        first=first + 1,
        last=first + len(page.profiles),
        rows=page.rows,
        links=tuple(_links(page)),
        previous=_url(page, here - 1) if here > 1 else "",
        following=_url(page, here + 1) if here < page.pages else "",
    )


def _links(page: ResultPage) -> Iterator[PageLink]:
    before = 0
    for number in range(1, page.pages + 1):
        if number in (1, page.pages) or abs(number - page.page) <= 1:
            if number > before + 1:
                yield PageLink(0)
            yield PageLink(number, _url(page, number), number == page.page)
            before = number


def _url(page: ResultPage, number: int) -> str:
    return search_url(links.at_page(page.query, number))
