"""The kinds of pages that are measured, and what is asked for each."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import cache
from itertools import islice
from typing import NamedTuple

from tests.bench.search.asked import Asked, different
from tests.bench.search.made_up import concepts
from tests.bench.search.pages.client import Connection
from tests.bench.search.pages.load import Request

ADDRESS = "/kandidaten/?"
# What browsers send.
COMPRESSED = "Accept-Encoding: gzip, deflate, br\r\n"
SWAP = "HX-Request: true\r\n"
KNOWN = 20


class Kind(NamedTuple):
    """`status` is what a right answer has."""

    name: str
    requests: Sequence[Request]
    status: int = 200


@cache
def asked(how_many: int) -> list[Asked]:
    """Searches, all different."""
    return list(islice(different(concepts()), how_many))


def kinds(port: int, searches: Sequence[Asked]) -> Iterator[Kind]:
    """The pages of the explorer; no two of the uncached ones are alike."""
    third = len(searches) // 3
    yield Kind("page", [(ADDRESS + one.text, "") for one in searches[:third]])
    yield Kind("page, compressed", [(ADDRESS + one.text, COMPRESSED) for one in searches[third : 2 * third]])
    yield Kind("swap, compressed", [(ADDRESS + one.text, SWAP + COMPRESSED) for one in searches[2 * third :]])
    yield Kind("unchanged (304)", _known(port, searches[:KNOWN]), 304)


def plain(searches: Sequence[Asked]) -> Iterator[Kind]:
    """The page of the plain project."""
    yield Kind("plain Django page", [(ADDRESS + one.by_key, "") for one in searches])


def _known(port: int, searches: Sequence[Asked]) -> list[Request]:
    """Pages that the visitor has, with the tag that came with each."""
    known = []
    for one in searches:
        with closing(Connection(port)) as connection:
            reply = connection.get(ADDRESS + one.text)
        known.append((ADDRESS + one.text, f"If-None-Match: {reply.header('ETag')}\r\n"))
    return known
