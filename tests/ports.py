"""Ports for the servers that tests start.

A server binds its port a while after it was chosen. So no two are told the same one, whichever
processes ask, and none is of those that systems give to connections meanwhile.
"""

import fcntl
import socket
import zlib

from tests.database import LOCAL

FIRST, LAST = 20_000, 32_000
# Where another checkout hardly begins.
START = FIRST + zlib.crc32(bytes(LOCAL)) % (LAST - FIRST)


def free_port() -> int:
    """A port of 127.0.0.1 on which nothing listens, and that nobody else is told for a long time."""
    LOCAL.mkdir(parents=True, exist_ok=True)
    with (LOCAL / "port").open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        port = int(file.read() or START)
        while not _is_free(port := port + 1 if port < LAST else FIRST):
            pass
        file.truncate(0)
        file.write(str(port))
    return port


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
