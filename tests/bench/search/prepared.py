"""What a run at one size needs, made once and kept below `.local/bench`: profiles, and right answers.

python -m tests.bench.search.prepared --people 3386 --queries 50
"""

import argparse
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from explorer.release.artefact import PackedRows
from explorer.release.models import Release
from explorer.search.concepts import Concepts
from explorer.search.index.release_index import Index, build
from explorer.search.query import Query
from explorer.search.results import answer
from tests.bench.search import asked, brute, made_up
from tests.bench.search.asked import SETS, searches
from tests.bench.search.task import Answer, Profiles

DAY = date(2026, 11, 23)
SECRET = b"bench"


def indexed(words: Concepts, packed: PackedRows) -> Index:
    """The search index of rows."""
    return build(release=Release(number=1), concepts=words, packed=packed, secret=SECRET)


@dataclass(frozen=True)
class Kept:
    """The folder of one size."""

    folder: Path
    people: int

    @property
    def words(self) -> Concepts:
        return made_up.concepts()

    def packed(self) -> PackedRows:
        """The rows of a release, in the order of their numbers."""
        file = self.folder / f"rows-{_digest(made_up.__file__)}.npz"
        if not file.exists():
            made = made_up.rows(self.words, self.people)
            np.savez(file, indptr=made.indptr, facts=made.facts)
        with np.load(file) as kept:
            return PackedRows(kept["indptr"], kept["facts"], np.ones(self.people, dtype=np.int32))

    def order(self) -> np.ndarray:
        """Numbers of the rows in the order of the day."""
        return np.load(self.folder / "order.npy")

    def profiles(self) -> Profiles:
        """The rows in the order of the day."""
        with np.load(self.folder / "profiles.npz") as kept:
            return Profiles(self.words, kept["indptr"], kept["facts"])

    def expected(self, name: str, *, certain: bool) -> Iterator[Answer]:
        """The right answers to a set of searches."""
        with np.load(self._answers) as kept:
            hits, counts, first = (kept[f"{name}-{certain}-{part}"] for part in ("hits", "counts", "first"))
        for place in range(len(hits)):
            yield Answer(int(hits[place]), counts[place], [at for at in first[place].tolist() if at >= 0])

    @property
    def _answers(self) -> Path:
        return self.folder / "answers.npz"

    def prepare(self, how_many: int) -> None:
        """Make what is not there yet, or was made for other searches or by other code."""
        self.folder.mkdir(parents=True, exist_ok=True)
        packed = self.packed()
        found = answer(indexed(self.words, packed), Query(), today=DAY, page_size=self.people)
        order = np.array([row.number for row in found.profiles], dtype=np.int64)
        mark = self.folder / "made-from"
        made_from = f"{how_many} {_digest(made_up.__file__, asked.__file__, brute.__file__)} {_hash(order)}"
        if mark.exists() and mark.read_text() == made_from:
            return
        np.save(self.folder / "order.npy", order)
        profiles = _in_order(self.words, packed, order)
        np.savez(self.folder / "profiles.npz", indptr=profiles.indptr, facts=profiles.facts)
        np.savez(self._answers, **dict(_answers(profiles, how_many)))
        mark.write_text(made_from)


def _in_order(words: Concepts, packed: PackedRows, order: np.ndarray) -> Profiles:
    lengths = np.diff(packed.indptr)[order]
    indptr = np.concatenate(([0], np.cumsum(lengths)))
    places = np.repeat(packed.indptr[order] - indptr[:-1], lengths) + np.arange(indptr[-1])
    return Profiles(words, indptr, packed.facts[places])


def _answers(profiles: Profiles, how_many: int) -> Iterator[tuple[str, np.ndarray]]:
    for name in SETS:
        both = brute.answers(profiles, searches(profiles.words, name, how_many))
        for certain in (True, False):
            answers = [one.certain if certain else one.possible for one in both]
            yield f"{name}-{certain}-hits", np.array([one.hits for one in answers])
            yield f"{name}-{certain}-counts", np.array([one.counts for one in answers])
            padded = [[*one.first, *[-1] * (brute.FIRST - len(one.first))] for one in answers]
            yield f"{name}-{certain}-first", np.array(padded)


def _digest(*files: str | None) -> str:
    return _hash(b"".join(Path(str(file)).read_bytes() for file in files))


def _hash(content: bytes | np.ndarray) -> str:
    return hashlib.sha256(content).hexdigest()[:12]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--folder", type=Path, required=True)
    options.add_argument("--people", type=int, required=True)
    options.add_argument("--queries", type=int, required=True)
    given = options.parse_args()
    kept = Kept(given.folder, given.people)
    kept.prepare(given.queries)
    profiles = kept.profiles()
    print(json.dumps({"facts": len(profiles.facts) / len(profiles), "values": len(profiles.words)}))


if __name__ == "__main__":
    main()
