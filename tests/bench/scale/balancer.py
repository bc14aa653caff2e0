"""haproxy in front of two nodes, by the configuration beside this file."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tests.bench.scale.node import Node
from tests.ports import free_port

CONFIGURATION = Path(__file__).with_name("haproxy.cfg")
# Debian keeps it out of the search path of those who are not root.
PATH = os.pathsep.join([os.environ.get("PATH", os.defpath), "/usr/sbin", "/usr/local/sbin"])


def program() -> str | None:
    """Where haproxy is installed, if it is."""
    return shutil.which("haproxy", path=PATH)


@contextmanager
def balancer(nodes: Sequence[Node], log: Path) -> Iterator[int]:
    """The port at which both nodes answer as one."""
    found = program()
    assert found is not None, "haproxy is not installed"
    port = free_port()
    one, two = (str(node.port) for node in nodes)
    with log.open("ab") as stream:
        process = subprocess.Popen(
            [found, "-db", "-f", str(CONFIGURATION)],
            env={"FRONT_PORT": str(port), "ONE_PORT": one, "TWO_PORT": two},
            stdin=subprocess.DEVNULL, stdout=stream, stderr=stream,
        )  # fmt: skip
    try:
        _wait_until_open(port, process)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait_until_open(port: int, process: subprocess.Popen[bytes]) -> None:
    while True:
        assert process.poll() is None, "haproxy does not start"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
