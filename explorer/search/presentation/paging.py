"""Page numbers under a list: the first, the last and those around where the reader is."""

from collections.abc import Iterator

from explorer.search.presentation.addresses import Addresses
from explorer.search.presentation.pattern import Patterns, joined
from explorer.search.presentation.wording import number
from explorer.search.results import PAGE_SIZE, ResultPage


def paging(patterns: Patterns, page: ResultPage, addresses: Addresses) -> bytes:
    """Where the reader is in the list, and the way to its other pages."""
    here, before = page.page, (page.page - 1) * PAGE_SIZE
    return patterns.fill(
        "explorer/_paging.html",
        {
            "of_groups": page.counts_groups,
            "several": page.pages > 1,
            "first": here == 1,
            "last": here == page.pages,
        },
        from_row=before + 1,
        to_row=before + len(page.profiles),
        rows=number(page.rows),
        previous=addresses.page(here - 1) if here > 1 else "",
        following=addresses.page(here + 1) if here < page.pages else "",
        links=joined(_links(patterns, page, addresses)),
    )


def _links(patterns: Patterns, page: ResultPage, addresses: Addresses) -> Iterator[bytes]:
    before = 0
    for place in places(page.page, page.pages):
        gap, here = place > before + 1, place == page.page
        state = {"gap": gap, "current": here}
        yield patterns.fill("explorer/_page_link.html", state, number=place, url=addresses.page(place))
        before = place


def places(here: int, pages: int) -> list[int]:
    """The numbers that are shown, however many pages there are."""
    return sorted({1, pages, *range(max(1, here - 1), min(pages, here + 1) + 1)})
