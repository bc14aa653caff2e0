"""`python -m tests.fuzz --requests 30000`: hostile requests to the public site as it is deployed.

On a database, a release and gunicorn of its own. It fails where an answer is a server error or shows a trace,
where a line of the log does, or where a worker keeps growing.
"""

import argparse
import http.client
import os
import random
import socket
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.faults.ground import Ground
from tests.bench.scale.node import Node
from tests.database import NOWHERE
from tests.fuzz.outside import Asked, requests

# A worker reads words and pages of a release once, in its first requests; afterwards it must not grow.
WARM = 0.2
GROWTH_MEGABYTES = 40.0
# 501 and 505 are right answers to what is no HTTP that a server knows.
FAULTS = ("500", "502", "503", "504")
TRACES = ("Traceback (most recent call last)", 'File "/')


@dataclass
class Met:
    """What was answered. `wrong` has requests that ended in a server error or showed a trace."""

    statuses: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    slowest: float = 0.0


def main() -> int:
    """Ask, tell, and give 1 where something is wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--requests", type=int, default=30_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=4)
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    folder.chmod(0o755)
    ground = Ground(folder, random.Random(given.seed), people=300)
    try:
        ground.prepare()
        asked = _prepared(given.requests, seed=given.seed)
        started, met = time.monotonic(), Met()
        first = int(len(asked) * WARM)
        _ask_all(ground.node, asked[:first], met, threads=given.threads)
        before = megabytes(ground.node)
        _ask_all(ground.node, asked[first:], met, threads=given.threads)
        after = megabytes(ground.node)
        seconds, log = time.monotonic() - started, ground.node.log
    finally:
        ground.close()
    wrong = [*met.wrong, *(f"in the log: {trace}" for trace in TRACES if trace in log)]
    if max(after, default=0) - max(before, default=0) > GROWTH_MEGABYTES:
        wrong.append("a worker grew")
    told = ", ".join(f"{times:,} x {status}" for status, times in met.statuses.most_common())
    print(f"{sum(met.statuses.values()):,} requests in {seconds:.0f} s, seed {given.seed}: {told}")
    print(
        f"slowest {met.slowest:.1f} s; memory of the workers {before} MB after a fifth, {after} MB at the end"
    )
    print(*(wrong[:20] or ["no server error, no trace, no growth"]), sep="\n")
    return 1 if wrong else 0


def _prepared(number: int, *, seed: int) -> list[Asked]:
    """The requests; addresses are read from the site's own list."""
    os.environ.update(DJANGO_SETTINGS_MODULE="explorer.settings", DATABASE_URL=NOWHERE, DEVELOPMENT="1")
    import django

    django.setup()
    return list(requests(random.Random(seed), number=number))


def _ask_all(node: Node, asked: list[Asked], met: Met, *, threads: int) -> None:
    waiting, lock = iter(asked), threading.Lock()

    def work() -> None:
        cookies: dict[str, str] = {}
        while True:
            with lock:
                one = next(waiting, None)
            if one is None:
                return
            began = time.monotonic()
            status, text = ask(node, one, cookies)
            seconds = time.monotonic() - began
            with lock:
                met.statuses[status] += 1
                met.slowest = max(met.slowest, seconds)
                if status in FAULTS or any(trace in text for trace in TRACES):
                    met.wrong.append(f"{status} {one.method} {one.path}?{one.query[:200]} {one.body[:200]}")

    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()


def ask(node: Node, asked: Asked, cookies: dict[str, str]) -> tuple[str, str]:
    """Status and text of the answer; "closed" where there is none. Keeps the cookies, as a browser does."""
    if asked.raw:
        return _ask_raw(node, asked.raw)
    connection = http.client.HTTPConnection("127.0.0.1", node.port, timeout=60)
    headers = {
        "Host": node.host,
        "X-Forwarded-Proto": "https",
        "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
        "Referer": f"https://{node.host}/",
        **asked.headers,
    }
    body = asked.body
    token = next((value for name, value in cookies.items() if name.endswith("csrf")), "")
    if body and token and "csrfmiddlewaretoken" not in body:
        body += f"&csrfmiddlewaretoken={token}"
    address = f"{asked.path}?{asked.query}" if asked.query else asked.path
    try:
        connection.request(asked.method, address, body=body or None, headers=headers)
        answer = connection.getresponse()
        text = answer.read().decode(errors="replace")
    except (OSError, http.client.HTTPException):
        return "closed", ""
    finally:
        connection.close()
    for cookie in answer.headers.get_all("Set-Cookie") or ():
        name, _, value = cookie.partition(";")[0].partition("=")
        cookies[name] = value
    return str(answer.status), text


def _ask_raw(node: Node, raw: bytes) -> tuple[str, str]:
    said = b""
    with suppress(OSError), socket.create_connection(("127.0.0.1", node.port), timeout=60) as connection:
        connection.sendall(raw)
        connection.shutdown(socket.SHUT_WR)
        while part := connection.recv(65_536):
            said += part
    text = said.decode(errors="replace")
    return (text.split(" ", 2)[1] if text.startswith("HTTP/") else "closed"), text


def megabytes(node: Node) -> list[int]:
    """Memory of each worker of gunicorn, without what it shares with the others."""
    assert node.process
    return sorted(_private(worker) for worker in _children(node.process.pid))


def _children(pid: int) -> Iterator[int]:
    for thread in Path(f"/proc/{pid}/task").iterdir():
        yield from map(int, (thread / "children").read_text().split())


def _private(pid: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) // 1024
    return 0


if __name__ == "__main__":
    sys.exit(main())
