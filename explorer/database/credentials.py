"""Passwords and keys of a local run: one file each, made on first use, readable by its owner alone.

A process reads only the file of its own role. In deployment nothing of this is used.
"""

import os
import secrets
from collections.abc import Callable
from pathlib import Path


def secret(folder: Path, name: str, *, make: Callable[[], str] | None = None) -> str:
    """The secret of this name, made on first use. Two processes that both come first read the same one."""
    file = folder / name
    if not file.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _write_once(file, make() if make else secrets.token_urlsafe(32))
    return file.read_text()


def _write_once(file: Path, content: str) -> None:
    draft = file.with_name(f".{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        stream.write(content)
    try:
        os.link(draft, file)  # fails where another process was first; a reader never sees half a file
    except FileExistsError:
        pass
    finally:
        draft.unlink()
