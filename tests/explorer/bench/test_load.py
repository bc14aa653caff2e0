"""What visitors of the bench meet is what is counted; time of the cores is told by who spent it."""

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.bench.search.pages import table
from tests.bench.search.pages.load import load
from tests.bench.search.pages.spent import CLIENT, DATABASE, OTHERS, WORKERS, seconds_of, watched

OK = b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n12345"
UNCHANGED = b"HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n"
LAST = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"
REFUSED = b"HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy"
SILENCE = b""


@contextmanager
def server(answers: Sequence[Sequence[bytes]]) -> Iterator[int]:
    """Gives on each connection the next answers, each as the pieces that are sent apart, and hangs up."""
    left = list(answers)
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while left:
                connection, _ = listening.accept()
                with connection:
                    while left and connection.recv(65_536):
                        _send(connection, answer := left.pop(0))
                        if answer[-1] in (LAST, SILENCE):
                            break

        thread = threading.Thread(target=serve)
        thread.start()
        yield listening.getsockname()[1]
        thread.join()


def _send(connection: socket.socket, pieces: Sequence[bytes]) -> None:
    for piece in pieces:
        connection.sendall(piece)
        time.sleep(0.01 if len(pieces) > 1 else 0)


@pytest.mark.parametrize(
    ("answer", "status", "size"),
    [
        ([OK], 200, 5),
        ([OK[:9], OK[9:30], OK[30:-3], OK[-3:]], 200, 5),
        ([UNCHANGED], 304, 0),
        ([LAST], 200, 2),
        ([REFUSED], 503, 4),
        ([SILENCE], 0, 0),
    ],
)
def test_answer_is_counted_as_what_it_was(answer: Sequence[bytes], status: int, size: int) -> None:
    with server([answer, [SILENCE]]) as port:
        told = load(port, [("/", "")], visitors=1, seconds=0)
        _hang_up(port)
    assert (dict(told.statuses), told.bytes) == ({status: 1}, size)


def _hang_up(port: int) -> None:
    """Let the server come to its end."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(b"bye")


@pytest.mark.skipif(not Path("/proc/stat").exists(), reason="the system does not tell")
def test_time_of_the_processor_is_told_by_who_spent_it() -> None:
    """A server that ended a child meanwhile has spent what that child did."""
    spin = "import time\nwhile time.process_time() < 0.2: pass"
    begin = f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', '''{spin}'''])\ninput()"
    server = subprocess.Popen([sys.executable, "-c", begin], stdin=subprocess.PIPE)
    with watched({WORKERS: server.pid, DATABASE: 0}) as spent:
        while seconds_of(server.pid) < 0.2:
            time.sleep(0.01)
    server.communicate(b"\n")
    figures = spent.figures(pages=10, elapsed=1)
    assert figures[f"{WORKERS}_ms"] >= 20
    assert figures[f"{CLIENT}_ms"] < figures[f"{WORKERS}_ms"]
    assert figures[f"{OTHERS}_share"] >= 0


def test_busy_machine_is_told_beside_the_goals() -> None:
    quiet, busy = ({"people": 300, "pages": {"loads": [{"others_share": share}]}} for share in (0.05, 0.6))
    assert list(table.disturbed([quiet, {"people": 300, "engines": []}])) == []
    (said,) = table.disturbed([quiet, busy])
    assert "300 profiles" in said and "60%" in said
