"""Whole pages a second of a gunicorn on loopback: visitors keep their connection and wait for each answer."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

VISITORS = 4
SECONDS = 6.0
PAGES_A_CONNECTION = 40
AGENT = "curl/bench"
NOT_MODIFIED = 304
LENGTH = re.compile(rb"\r\nContent-Length: (\d+)\r\n", re.IGNORECASE)
WORKERS = ("--workers", "2", "--threads", "2", "--worker-class", "gthread", "--preload")


@contextmanager
def served(application: str, environment: dict[str, str]) -> Iterator[int]:
    """A site on a free port, stopped at the end. Yields the port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", *WORKERS]
    process = subprocess.Popen(
        [*command, "--log-level", "error"], env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        _wait_for(port, process)
        yield port
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)


def pages_a_second(port: int, paths: Sequence[str], headers: Sequence[dict[str, str]] = ({},)) -> float:
    """Answers a second to visitors who ask these paths in turn; raises for an answer that is no page.

    Visitors use the same cores as the site, so they do as little as they can: what they send is made
    before, and of an answer they read the status and the length.
    """
    times = max(len(paths), len(headers))
    requests = [_request(paths[at % len(paths)], headers[at % len(headers)]) for at in range(times)]
    counts = [0] * VISITORS
    wrong: list[int] = []
    ends = time.monotonic() + SECONDS

    def visit(number: int) -> None:
        at = number * times // VISITORS
        while time.monotonic() < ends and not wrong:
            # The kernel may give all connections to one worker, and kept ones would stay there.
            with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
                for _ in range(PAGES_A_CONNECTION):
                    status = _ask(connection, requests[at % times])
                    if status not in (200, 304):
                        wrong.append(status)
                    counts[number] += 1
                    at += 1

    threads = [threading.Thread(target=visit, args=(number,)) for number in range(VISITORS)]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise RuntimeError(f"answers with status {wrong[0]}")
    return sum(counts) / (time.monotonic() - started)


def _request(path: str, headers: dict[str, str]) -> bytes:
    lines = [
        f"{name}: {value}" for name, value in {"Host": "127.0.0.1", "User-Agent": AGENT, **headers}.items()
    ]
    return "\r\n".join([f"GET {path} HTTP/1.1", *lines, "", ""]).encode()


def _ask(connection: socket.socket, request: bytes) -> int:
    """The status of an answer that was read to its end."""
    connection.sendall(request)
    received = b""
    while (end := received.find(b"\r\n\r\n")) < 0:
        if not (more := connection.recv(1 << 18)):
            raise RuntimeError("the site closed a connection within an answer")
        received += more
    status = int(received[9:12])
    length = LENGTH.search(received, 0, end + 2)
    if length is None and status != NOT_MODIFIED:
        raise RuntimeError("an answer without a length")
    missing = end + 4 + (int(length[1]) if length else 0) - len(received)
    while missing > 0:
        if not (more := connection.recv(missing)):
            raise RuntimeError("the site closed a connection within an answer")
        missing -= len(more)
    return status


def tags(port: int, paths: Sequence[str]) -> list[dict[str, str]]:
    """Headers of a visitor who has each page already."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    found = []
    for path in paths:
        connection.request("GET", path, headers={"User-Agent": AGENT})
        response = connection.getresponse()
        response.read()
        found.append({"If-None-Match": response.headers["ETag"] or ""})
    return found


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError("the site ended while it started")
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the site does not start")
