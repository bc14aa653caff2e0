"""Artefacts on a machine: fetched once, mapped by all, trusted only when whole, gone with their release."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from explorer.release.artefact import Artefact, BrokenArtefact
from explorer.release.artefact.sections import to_bytes
from explorer.search.index.cache import opened
from tests.explorer.search.indexes import small_index

PLACE, TASK = ("place", "GM0983"), ("task", "orderpicken")
ROWS = [(3, [PLACE]), (1, [PLACE, TASK]), (2, [])]


class Source:
    """A database that has the artefact of release `content`, and counts how often it is asked."""

    def __init__(self, content: str = "one") -> None:
        self.data = to_bytes(small_index(ROWS).artefact, content=content)
        self.asked = 0

    def read(self) -> Iterator[bytes]:
        self.asked += 1
        yield self.data[:100]
        yield self.data[100:]

    def open(self, folder: Path, *, content: str = "one", kept: tuple[str, ...] = ("one",)) -> Artefact:
        return opened(content=content, folder=folder, read=self.read, kept=kept)


def told(artefact: Artefact) -> list[tuple[int, list[int]]]:
    return [(int(people), artefact.phrases.words(row)) for row, people in enumerate(artefact.people)]


def test_second_worker_maps_what_the_first_fetched(tmp_path: Path) -> None:
    source = Source()
    first, second = source.open(tmp_path), source.open(tmp_path)
    assert source.asked == 1
    assert told(first) == told(second) == told(small_index(ROWS).artefact)


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-40], lambda data: data[:70] + b"x" + data[71:], lambda data: b""]
)
def test_damaged_file_is_fetched_again(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    source = Source()
    source.open(tmp_path)
    (file,) = tmp_path.glob("*.rows")
    file.write_bytes(damage(file.read_bytes()))
    assert told(source.open(tmp_path)) == told(small_index(ROWS).artefact)
    assert source.asked == 2
    assert file.read_bytes() == source.data


def test_damaged_or_foreign_bytes_are_not_kept(tmp_path: Path) -> None:
    broken, foreign = Source(), Source(content="two")
    broken.data = broken.data[:-1]
    for source in (broken, foreign):
        with pytest.raises(BrokenArtefact):
            source.open(tmp_path)
    assert not list(tmp_path.glob("*.rows")) and not list(tmp_path.glob("*.part"))


def test_files_of_purged_releases_are_removed(tmp_path: Path) -> None:
    source, next_one = Source(), Source(content="two")
    held = source.open(tmp_path)
    next_one.open(tmp_path, content="two", kept=("two",))
    assert len(list(tmp_path.glob("*.rows"))) == 1
    # Who still answers from the former one goes on until it is done.
    assert told(held) == told(small_index(ROWS).artefact)


def test_files_are_for_the_explorer_alone(tmp_path: Path) -> None:
    Source().open(tmp_path / "made")
    assert (tmp_path / "made").stat().st_mode & 0o777 == 0o700
    (file,) = (tmp_path / "made").glob("*.rows")
    assert file.stat().st_mode & 0o777 == 0o600


def test_folder_that_cannot_be_written_is_done_without(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    occupied = tmp_path / "file"
    occupied.write_text("")
    assert told(Source().open(occupied)) == told(small_index(ROWS).artefact)
    assert "cannot be kept" in caplog.text
