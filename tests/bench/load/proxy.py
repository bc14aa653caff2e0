"""The haproxy of `deploy/`, in front of one node of the public site, without TLS."""

import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.bench.scale.balancer import program
from tests.bench.scale.node import Node, get
from tests.database import ROOT
from tests.ports import free_port

PATIENCE = 30.0


def configuration(node: Node, *, port: int) -> str:
    """deploy/haproxy.cfg with addresses of this machine; certificates and the register are not here."""
    text = (ROOT / "deploy" / "haproxy.cfg").read_text()
    text = re.sub(r"^frontend staff.*?(?=^backend )", "", text, flags=re.M | re.S)
    text = re.sub(r"^ *bind :443.*\n|^ *http-request redirect.*\n", "", text, flags=re.M)
    return (
        text.replace("bind :80", f"bind 127.0.0.1:{port}")
        .replace("127.0.0.1:8000", f"127.0.0.1:{node.port}")
        .replace("kandidaten.example", node.host)
    )


@contextmanager
def in_front_of(node: Node, folder: Path) -> Iterator[int]:
    """The port at which haproxy answers for the node."""
    found = program()
    assert found is not None
    port = free_port()
    file = folder / "haproxy.cfg"
    file.write_text(configuration(node, port=port))
    process = subprocess.Popen(
        [found, "-db", "-f", file], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        deadline = time.monotonic() + PATIENCE
        while not _answers(port, node.host):
            assert process.poll() is None, "haproxy does not start"
            assert time.monotonic() < deadline
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait()


def _answers(port: int, host: str) -> bool:
    with suppress(OSError):
        return get(port, "/gezond/", host=host)[0] == 200
    return False
