"""Whole pages a second of a gunicorn on loopback: visitors keep their connection and wait for each answer."""

import http.client
import os
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
    """Answers a second to visitors who ask these paths in turn; raises for an answer that is no page."""
    counts = [0] * VISITORS
    ends = time.monotonic() + SECONDS
    wrong: list[int] = []

    def visit(number: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        at = number * len(paths) // VISITORS
        while time.monotonic() < ends and not wrong:
            sent = headers[at % len(headers)]
            connection.request("GET", paths[at % len(paths)], headers={"User-Agent": "curl/bench", **sent})
            response = connection.getresponse()
            response.read()
            if response.status not in (200, 304):
                wrong.append(response.status)
            counts[number] += 1
            at += 1
        connection.close()

    threads = [threading.Thread(target=visit, args=(number,)) for number in range(VISITORS)]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise RuntimeError(f"answers with status {wrong[0]}")
    return sum(counts) / (time.monotonic() - started)


def tags(port: int, paths: Sequence[str]) -> list[dict[str, str]]:
    """Headers of a visitor who has each page already."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    found = []
    for path in paths:
        connection.request("GET", path, headers={"User-Agent": "curl/bench"})
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
