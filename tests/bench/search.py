"""How long a search takes, in memory: p50 and p95 over a set of queries. No database, no page.

python -m tests.bench.search --people 3386
"""

import argparse
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from statistics import median, quantiles
from typing import TypeVar

import django
import numpy as np
from django.conf import settings

if not settings.configured:
    settings.configure(INSTALLED_APPS=["explorer.release"], DATABASES={}, USE_TZ=True)
    django.setup()

from django.http import QueryDict

from explorer.release.artefact import PackedRows
from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED, Release
from explorer.search.concepts import Concept, Concepts
from explorer.search.facets import FACETS
from explorer.search.filters import CandidateFilterSet
from explorer.search.index.release_index import build
from explorer.search.query import Query
from explorer.search.results import ResultPage, answer

# Groups, words below them, and how many words a profile tells of each attribute.
SHAPE = {
    "place": (35, 342, 1), "education": (4, 11, 1), "direction": (8, 40, 1), "hours": (2, 5, 2),
    "availability": (4, 0, 1), "licence": (12, 0, 1), "transport": (7, 0, 1), "sector": (21, 88, 2),
    "occupation": (130, 436, 1), "task": (8, 40, 3), "skill": (30, 750, 4), "competence": (25, 0, 3),
    "affinity": (5, 20, 3), "language": (12, 50, 2),
}  # fmt: skip
Asked = TypeVar("Asked")
DAY = date(2026, 11, 23)


def concepts() -> Concepts:
    """A forest of about 2,100 words, each attribute a level of groups and a level of words."""
    return Concepts(Concept(number, *word) for number, word in enumerate(_words()))


def _words() -> Iterator[tuple[str, str, str, str, int | None]]:
    number = 0
    for attribute, (groups, leaves, _) in SHAPE.items():
        for place in range(groups + leaves):
            parent = number + (place - groups) % groups if place >= groups else None
            yield attribute, f"{attribute}-{place}", f"Woord {place}", f"Word {place}", parent
        number += groups + leaves + 2
        for code in (NOT_RECORDED, NOT_APPLICABLE):
            yield attribute, code, code, code, None


def rows(words: Concepts, people: int, *, seed: int) -> PackedRows:
    """Profiles with skewed, partly missing facts, closed upward: about 32 facts each."""
    chance = np.random.default_rng(seed)
    rank = np.arange(people)
    pairs = []
    for attribute, (groups, leaves, told) in SHAPE.items():
        first = words.span(attribute).start
        missing = chance.random(people) < 0.15
        low, size = (first + groups, leaves) if leaves else (first, groups)
        for _ in range(told):
            picked = low + np.minimum(size - 1, (chance.pareto(1.0, people) * size / 12).astype(np.int64))
            picked[missing] = first + groups + leaves
            pairs.append((rank, picked))
            if leaves:
                pairs.append((rank[~missing], first + (picked[~missing] - low) % groups))
    held = np.unique(np.concatenate([row * len(words) + fact for row, fact in pairs]))
    indptr = np.searchsorted(held, np.arange(people + 1) * len(words))
    facts = (held % len(words)).astype(np.int32)
    return PackedRows(indptr.astype(np.int64), facts, np.ones(people, dtype=np.int32))


def queries(words: Concepts, how_many: int, *, seed: int) -> list[QueryDict]:
    """Searches of no to four facets with one to three options each."""
    chance = np.random.default_rng(seed)
    asked = []
    for _ in range(how_many):
        query = QueryDict(mutable=True)
        for place in chance.choice(len(FACETS), size=chance.integers(0, 5), replace=False):
            codes = words.codes(FACETS[place].attribute)[:40]
            query.setlist(FACETS[place].name, list(chance.choice(codes, size=chance.integers(1, 4))))
        asked.append(query)
    return asked


def measure(work: Callable[[Asked], object], asked: Asked, repeat: int) -> float:
    """Milliseconds for one search, the best of a few."""
    best = float("inf")
    for _ in range(repeat):
        start = time.perf_counter()
        work(asked)
        best = min(best, time.perf_counter() - start)
    return best * 1000


def report(name: str, work: Callable[[Asked], object], asked: Iterable[Asked], repeat: int) -> None:
    """One line of the table."""
    times = [measure(work, one, repeat) for one in asked]
    print(f"{name:<32}{median(times):9.3f}{quantiles(times, n=20)[-1]:9.3f}")


def main() -> None:
    """Build, ask, print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=3386)
    options.add_argument("--queries", type=int, default=50)
    options.add_argument("--repeat", type=int, default=9)
    given = options.parse_args()
    words = concepts()
    packed = rows(words, given.people, seed=1)
    start = time.perf_counter()
    index = build(release=Release(number=1), concepts=words, packed=packed, secret=b"bench")
    built = time.perf_counter() - start
    facts = len(packed.facts) / len(packed)
    print(f"{len(packed):,} rows, {facts:.1f} facts a row, {len(words):,} concepts; built in {built:.2f} s")
    print(f"{'ms':<32}{'p50':>9}{'p95':>9}")
    asked = queries(words, given.queries, seed=2)

    def read(query: QueryDict) -> Query:
        return CandidateFilterSet(query, index=index).query

    def find(query: Query) -> ResultPage:
        return answer(index, query, today=DAY)

    report("read the query string", read, asked, given.repeat)
    report("search", find, [read(query) for query in asked], given.repeat)
    report("both", lambda query: find(read(query)), asked, given.repeat)


if __name__ == "__main__":
    main()
