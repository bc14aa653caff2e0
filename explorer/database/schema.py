"""Versions of what was put in a database: they change with every file that it was made from."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

TABLES = ("migrations/*.py", "privileges.py", "policies.py", "grants.py", "provision.py")


def version(folders: Iterable[Path], *, patterns: Iterable[str] = TABLES, also: Iterable[str] = ()) -> str:
    """Hash over the matching files below the folders (tables and rights by default) and further words."""
    files = sorted({file for folder in folders for pattern in patterns for file in folder.rglob(pattern)})
    parts = [file.read_bytes() for file in files] + [word.encode() for word in also]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]
