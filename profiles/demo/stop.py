"""Ends the demo of a folder from elsewhere: its supervisor, what a killed one left behind, the server."""

import os
import signal
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from explorer.database import local, postmaster
from profiles.demo.sites import Program
from profiles.demo.supervise import PID_FILE

STOP_SECONDS = 30.0


def stop(*, local_dir: Path, programs: Sequence[Program], report: Callable[[str], None]) -> None:
    """Stop all of it; says what was stopped."""
    pid = _supervisor(local_dir)
    if pid is not None:
        os.kill(pid, signal.SIGTERM)
        deadline = time.monotonic() + STOP_SECONDS
        while postmaster.command_of(pid) and time.monotonic() < deadline:
            time.sleep(0.05)
        report("stopped the demo\n")
    for program in programs:
        if program.end_leftover():
            report(f"stopped the {program.name}\n")
    if local.cluster(local_dir).stop():
        report("stopped the PostgreSQL of the demo\n")


def _supervisor(local_dir: Path) -> int | None:
    try:
        pid = int((local_dir / PID_FILE).read_text())
    except (OSError, ValueError):
        return None
    # The number may be that of another program by now.
    return pid if "profiles.demo" in postmaster.command_of(pid) else None
