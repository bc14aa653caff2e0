"""What the lock file of a running PostgreSQL says: which process, which port."""

import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Postmaster:
    """Process and port as the lock file names them; neither need exist any more."""

    pid: int
    port: int


def read(data: Path) -> Postmaster | None:
    """The content of `postmaster.pid`, or None where there is none (or a half-written one)."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
        return Postmaster(pid=int(lines[0]), port=int(lines[3]))
    except (OSError, IndexError, ValueError):
        return None


def is_alive(found: Postmaster, data: Path) -> bool:
    """Whether that process is still the server of this folder and not a later one with its number."""
    return str(data) in command_of(found.pid)


def is_at_work(data: Path) -> bool:
    """Whether a process still works in this folder, as each of PostgreSQL does. Known on Linux only."""
    for process in Path("/proc").glob("[0-9]*/cwd"):
        try:
            if process.readlink() == data:
                return True
        except OSError:
            continue  # Gone already, or of another user.
    return False


def free_port(*, preferred: int | None, patience: float = 0.0) -> int:
    """A port of 127.0.0.1 on which nothing listens: the preferred one, waited for `patience` seconds."""
    deadline = time.monotonic() + patience
    while preferred:
        if is_free(preferred):
            return preferred
        if time.monotonic() >= deadline:
            break
        time.sleep(0.05)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_free(port: int) -> bool:
    """Whether a server can listen to a port of this machine."""
    with socket.socket() as probe:
        # As PostgreSQL does: connections of a killed server linger and are no listener.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def command_of(pid: int) -> str:
    """Command line of a process; empty for one that is gone or a zombie."""
    if Path("/proc/self").is_dir():
        try:
            return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
        except OSError:
            return ""
    listing = subprocess.run(["/bin/ps", "-p", str(pid), "-o", "command="], capture_output=True, text=True)
    return listing.stdout
