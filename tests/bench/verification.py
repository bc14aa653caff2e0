"""How long the verifier takes and how much memory it needs, on a sound release made in memory.

python -m tests.bench.verification --people 1000000 --k 10 --m 2
"""

import argparse
import resource
from collections.abc import Iterator
from itertools import count

import django
import numpy as np
from django.conf import settings
from numpy.typing import NDArray
from scipy import sparse

if not settings.configured:
    settings.configure(INSTALLED_APPS=["explorer.release"], DATABASES={}, USE_TZ=True, LANGUAGE_CODE="en")
    django.setup()

from explorer.release.verification.published import Concept, Published, Rows, Vocabulary
from explorer.release.verification.verify import verify
from explorer.release.verification.wording import lines_of, verdict_of

# Groups, leaves below each, and how many groups a person tells of.
SHAPE = {
    "place": (35, 10, 1), "education": (4, 3, 1), "direction": (16, 0, 2), "hours": (2, 3, 2),
    "availability": (4, 0, 1), "licence": (7, 2, 2), "transport": (7, 0, 3), "sector": (21, 4, 3),
    "occupation": (40, 14, 3), "task": (12, 7, 6), "skill": (40, 9, 8), "competence": (6, 5, 5),
    "affinity": (5, 6, 4), "language": (30, 4, 4),
}  # fmt: skip
KEY = ("place", "education")
TEMPLATES = 12


def vocabulary() -> Vocabulary:
    """About 1,900 words, each attribute a level of groups and a level of leaves."""
    return Vocabulary(tuple(_words()))


def _words() -> Iterator[Concept]:
    number = count()
    for attribute, (groups, leaves, _) in SHAPE.items():
        for group in range(groups):
            above = next(number)
            yield Concept(above, attribute, f"g{group}", f"Groep {group}", f"Group {group}")
            for leaf in range(leaves):
                code = f"g{group}-{leaf}"
                yield Concept(next(number), attribute, code, f"Woord {code}", f"Word {code}", (), (), above)


def release(people: int, *, k: int, m: int, size: int, seed: int = 1) -> Published:
    """Classes of `size` people: each a copy of a sound class under a key and in an order of its own."""
    chance, words = np.random.default_rng(seed), vocabulary()
    templates = [_sound(_people(words, size, chance), k) for _ in range(TEMPLATES)]
    places = np.flatnonzero((words.attribute == "place") & (words.parent >= 0))
    bands = np.flatnonzero((words.attribute == "education") & (words.parent < 0))
    parts = []
    for number in range(max(1, people // size)):
        place, band = places[number % len(places)], bands[number // len(places) % len(bands)]
        held = templates[number % TEMPLATES].tolil()
        held[:, [words.parent[place], place, band]] = 1
        parts.append(held.tocsr())
    held = sparse.vstack(parts, format="csr")[chance.permutation(sum(part.shape[0] for part in parts))]
    held.sort_indices()
    ones = np.ones(held.shape[0], dtype=np.int64)
    rows = Rows(np.arange(held.shape[0]), ones, held.indptr.astype(np.int64), held.indices.astype(np.int32))
    policy = {"mode": "profiles", "k": k, "m": m, "floor": min(size, people), "class_attributes": list(KEY)}
    return Published(1, policy, {"rows": len(rows)}, "same", "same", words, rows)


def _people(words: Vocabulary, size: int, chance: np.random.Generator) -> sparse.csr_matrix:
    """People who tell of a few groups and of one or two leaves in each; what is common is very common."""
    held = np.zeros((size, len(words)), dtype=bool)
    first = {name: int(np.argmax(words.attribute == name)) for name in SHAPE}
    for name, (groups, leaves, told) in SHAPE.items():
        for _ in range(0 if name in KEY else told):
            group = first[name] + _skewed(chance, size, groups) * (leaves + 1)
            held[np.arange(size), group] = True
            if leaves:
                held[np.arange(size), group + 1 + _skewed(chance, size, leaves)] = True
    return sparse.csr_matrix(held, dtype=np.int32)


def _skewed(chance: np.random.Generator, size: int, width: int) -> NDArray[np.int64]:
    return np.minimum(chance.geometric(min(0.9, 2.5 / width), size) - 1, width - 1)


def _sound(held: sparse.csr_matrix, k: int) -> sparse.csr_matrix:
    """Take the rarer of two facts from who holds both, as long as two are rare together. Crude but sound."""
    holders = held.sum(axis=0).A1
    used = np.flatnonzero(holders >= k)
    full = held[:, used].toarray().astype(np.float32)
    while True:
        both = full.T @ full
        often = both.diagonal()
        rare = np.argwhere(np.triu((both > 0) & (both < k)))
        if not len(rare):
            break
        for one, other in rare:
            drop = one if often[one] < often[other] else other
            full[(full[:, one] > 0) & (full[:, other] > 0), drop] = 0
    sound = sparse.lil_matrix(held.shape, dtype=np.int32)
    sound[:, used] = full
    return sound.tocsr()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name, given in (("people", 3386), ("k", 5), ("m", 2), ("size", 500)):
        parser.add_argument(f"--{name}", type=int, default=given)
    options = parser.parse_args()
    published = release(options.people, k=options.k, m=options.m, size=options.size)
    before = _peak()
    report = verify(published)
    print(*lines_of(report), verdict_of(report), sep="\n")
    print(f"{report.figures['facts'] / report.figures['rows']:.1f} facts a row")
    print(f"peak memory {_peak():.1f} GB, of which {before:.1f} GB while the release was made")


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


if __name__ == "__main__":
    main()
