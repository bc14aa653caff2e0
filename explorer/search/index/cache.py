"""Artefacts on this machine: fetched once by one worker, mapped by all, gone with their releases."""

import fcntl
import logging
import mmap
import os
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from explorer.release.artefact import Artefact, BrokenArtefact
from explorer.release.artefact.sections import FORMAT, from_bytes

logger = logging.getLogger(__name__)

SUFFIX = f".{FORMAT}.rows"
Read = Callable[[], Iterator[bytes]]


def opened(*, content: str, folder: Path, read: Read, kept: Collection[str]) -> Artefact:
    """The artefact of the release with this checksum, mapped from the folder or first put there.

    `read` fetches its bytes; files of releases that are not `kept` are removed.
    Without a folder that can be written the bytes stay in memory. Raises `BrokenArtefact`.
    """
    path = folder / f"{content}{SUFFIX}"
    try:
        return _mapped(path, content)
    except (OSError, BrokenArtefact):
        pass
    try:
        with _alone(folder):
            _remove_all_but(folder, kept)
            return _fetched(path, content, read)
    except OSError as error:
        logger.warning("artefacts cannot be kept in %s (%s); this worker has its own", folder, error)
        return from_bytes(b"".join(read()), content=content)


def _fetched(path: Path, content: str, read: Read) -> Artefact:
    """Another worker may have fetched it while this one waited."""
    try:
        return _mapped(path, content)
    except (OSError, BrokenArtefact):
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".part") as file:
            for piece in read():
                file.write(piece)
            file.flush()
            found = _mapped(Path(file.name), content)
            # Only what is whole gets the name; a link, since the other name goes at the end.
            path.unlink(missing_ok=True)
            os.link(file.name, path)
        return found


def _mapped(path: Path, content: str) -> Artefact:
    with path.open("rb") as file:
        if not os.fstat(file.fileno()).st_size:
            raise BrokenArtefact("nothing was written")
        return from_bytes(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), content=content)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One worker of this machine at a time; the others wait for the file instead of fetching it too."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _remove_all_but(folder: Path, kept: Collection[str]) -> None:
    names = {f"{content}{SUFFIX}" for content in kept}
    for path in folder.glob("*.rows"):
        if path.name not in names:
            path.unlink(missing_ok=True)
