"""The public site as deployed, behind the haproxy of `deploy/`: slow visitors, metrics, lines of the log."""

import json
import os
import re
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.bench.scale.balancer import program
from tests.bench.scale.node import Node, get
from tests.database import OUTSIDE, ROOT, Side
from tests.journeys.conftest import address
from tests.ports import free_port

SILENT, SLOW = 200, 50
# Of `timeout http-request` in deploy/haproxy.cfg, with time to notice.
GIVEN_UP_SECONDS = 8
HOST = "kandidaten.example"
WORD = "geheim-woord-van-iemand"


@pytest.fixture(scope="module")
def metrics_port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def node(
    databases: dict[Side, str], tmp_path_factory: pytest.TempPathFactory, metrics_port: int
) -> Iterator[Node]:
    folder = tmp_path_factory.mktemp("node")
    environment = {
        "DEVELOPMENT": "1",
        "DATABASE_URL": address(databases, OUTSIDE, "explorer_web"),
        "METRICS_PORT": str(metrics_port),
        "EXPLORER_SECRET_KEY": "abc123-" * 10,
    }
    node = Node(folder, environment, host=HOST)
    node.start()
    yield node
    node.stop()


@pytest.fixture(scope="module")
def proxy(node: Node, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    found = program()
    if found is None and os.environ.get("CI") != "true":
        pytest.skip("needs haproxy")
    assert found is not None
    port = free_port()
    text = (ROOT / "deploy" / "haproxy.cfg").read_text()
    text = re.sub(r"^frontend staff.*?(?=^backend )", "", text, flags=re.M | re.S)
    text = re.sub(r"^ *bind :443.*\n|^ *http-request redirect.*\n", "", text, flags=re.M)
    text = text.replace("bind :80", f"bind 127.0.0.1:{port}").replace(
        "127.0.0.1:8000", f"127.0.0.1:{node.port}"
    )
    file = tmp_path_factory.mktemp("proxy") / "haproxy.cfg"
    file.write_text(text)
    process = subprocess.Popen(
        [found, "-db", "-f", file], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        deadline = time.monotonic() + 20
        while not _answers(port):
            assert process.poll() is None
            assert time.monotonic() < deadline
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait()


def _answers(port: int) -> bool:
    try:
        return get(port, "/gezond/", host=HOST)[0] == 200
    except OSError:
        return False


def test_silent_and_slow_connections_do_not_hold_the_site(proxy: int) -> None:
    with ExitStack() as stack:
        sockets = [
            stack.enter_context(socket.create_connection(("127.0.0.1", proxy))) for _ in range(SILENT + SLOW)
        ]
        for one in sockets[SILENT:]:
            one.sendall(b"GET /kandidaten/ HTTP/1.1\r\nHost: kandidaten")
        times = []
        for number in range(20):
            started = time.monotonic()
            status, _ = get(proxy, f"/kandidaten/?pagina={number + 2}", host=HOST, seconds=10)
            assert status == 200
            times.append(time.monotonic() - started)
        assert max(times) < 5, times
        given_up = time.monotonic() + GIVEN_UP_SECONDS
        for one in sockets:
            one.settimeout(max(2.0, given_up - time.monotonic()))
            # haproxy says 408 to who began to ask, and nothing to who never did; then it hangs up.
            while one.recv(1000):
                pass


def test_other_host_is_not_served(proxy: int) -> None:
    assert get(proxy, "/", host="elders.example")[0] == 421


def test_metrics_of_all_workers_are_on_their_own_port(proxy: int, metrics_port: int) -> None:
    for _ in range(10):
        assert get(proxy, "/uitleg/", host=HOST)[0] == 200
    with urllib.request.urlopen(f"http://127.0.0.1:{metrics_port}/metrics", timeout=10) as answer:
        text = answer.read().decode()
    counted = re.search(r'http_requests_total\{method="GET",status="200",view="search:about"\} (\S+)', text)
    assert counted
    assert float(counted[1]) >= 10
    assert "site_up 1.0" in text
    assert "release_age_days" in text
    assert get(proxy, "/metrics", host=HOST)[0] == 404


def test_no_line_of_the_log_has_what_was_asked(proxy: int, node: Node) -> None:
    for path in (f"/kandidaten/?q={WORD}", f"/bestaat-niet/?q={WORD}", f"/kandidaten/?q={WORD}%00"):
        get(proxy, path, host=HOST)
    with socket.create_connection(("127.0.0.1", node.port)) as raw:
        raw.sendall(f"GET /?q={WORD} HTTP/9.9\r\n\r\n".encode())
        raw.recv(1000)
    assert WORD not in node.log
    for line in node.log.splitlines():
        if line.startswith("{"):
            assert json.loads(line)["timestamp"]
