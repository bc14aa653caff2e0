"""Inner loops as machine code, and a cache that never holds code older than its source.

numba notices that a compiled function changed, not that one it calls did. A
release must not be made by yesterday's rule, so the cache stands in a folder
named after the whole package: any change begins an empty one. Where nothing can
be written, each process compiles anew.
"""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

Function = TypeVar("Function", bound=Callable[..., Any])


def _folder() -> Path | None:
    """A folder of our own for this very source, or None where it cannot be made."""
    here = Path(__file__).parent
    content = hashlib.sha256()
    for source in sorted(here.rglob("*.py")):
        content.update(source.read_bytes())
    folder = here / "__pycache__" / f"numba-{content.hexdigest()[:16]}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None


CACHE = _folder()
if CACHE:
    numba.config.CACHE_DIR = str(CACHE)  # type: ignore[attr-defined]  # set when it is imported


def compiled(function: Function) -> Function:
    """Compile a function for arrays of the types it is first called with; it lets other threads run."""
    return cast(Function, numba.njit(nogil=True, cache=CACHE is not None)(function))
