"""How much memory this process holds of its own."""

import ctypes
import gc
import sys
from pathlib import Path


def held() -> int:
    """Bytes that belong to this process alone, after giving back what can be; 0 if unknown."""
    gc.collect()
    if not sys.platform.startswith("linux"):
        return 0
    if hasattr(libc := ctypes.CDLL(None), "malloc_trim"):
        libc.malloc_trim(0)
    return _status("RssAnon")


def mapped() -> int:
    """Bytes of files that this process has in memory, which it shares with others that use them."""
    return _status("RssFile") if sys.platform.startswith("linux") else 0


def _status(name: str) -> int:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith(f"{name}:"))
