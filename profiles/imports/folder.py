"""The private folder of files that were handed in and are still to be read.

A file is there for as long as it takes to read it. What is kept afterwards is without the columns
that may not be kept, so nothing is gained by keeping the file itself, encrypted or not.
"""

import datetime
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

# A file that no import knows is left over from an upload that broke off.
LEFT_OVER_AFTER = datetime.timedelta(hours=1)


def new_file(*, suffix: str) -> tuple[str, BinaryIO]:
    """Name of a new file and the file, for writing; only the account of the site can read it."""
    folder = Path(settings.IMPORT_FOLDER)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"{secrets.token_hex(16)}{suffix}"
    descriptor = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    return name, os.fdopen(descriptor, "wb")


def path_of(name: str) -> Path:
    """Where a file is."""
    return Path(settings.IMPORT_FOLDER) / name


def remove(name: str) -> None:
    """Remove a file; it may be gone already."""
    if name:
        with suppress(FileNotFoundError):
            path_of(name).unlink()


def remove_left_overs(*, known: set[str], now: datetime.datetime) -> None:
    """Remove files that no import knows."""
    with suppress(FileNotFoundError):
        for path in Path(settings.IMPORT_FOLDER).iterdir():
            age = now.timestamp() - path.stat().st_mtime
            if path.name not in known and age > LEFT_OVER_AFTER.total_seconds():
                remove(path.name)
