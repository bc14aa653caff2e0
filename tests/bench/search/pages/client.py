"""A client that keeps its connection, as a proxy in front does, and reads no more than it must.

It takes time of the same cores as the server, so it does little: questions are
encoded beforehand, and of an answer only the head is looked at.
"""

import socket
from typing import NamedTuple

HEAD_ENDS = b"\r\n\r\n"
WAIT = 300.0
MOST = 262_144


class Reply(NamedTuple):
    """Status, the head as it came, and the length of the body in bytes."""

    status: int
    head: bytes
    length: int

    def header(self, name: str) -> str:
        """A header, empty where there is none."""
        start = self.head.lower().find(f"\r\n{name.lower()}:".encode())
        if start < 0:
            return ""
        line, _, _ = self.head[start + 2 :].partition(b"\r\n")
        return line.partition(b":")[2].strip().decode()


def encoded(path: str, headers: str = "") -> bytes:
    """A question as it goes over the line."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}\r\n".encode()


class Connection:
    """To one port of this machine; one question at a time."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=WAIT)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._buffer = memoryview(bytearray(MOST))
        self._head, self._length, self._missing = b"", 0, -1

    def fileno(self) -> int:
        """For a selector."""
        return self._socket.fileno()

    def ask(self, question: bytes) -> None:
        """Send it; `take` gives the answer."""
        self._head, self._missing = b"", -1
        self._socket.sendall(question)

    def take(self) -> Reply | None:
        """Wait for the next piece of the answer; the answer itself when it is whole.

        Raises EOFError when the server hangs up before that.
        """
        size = self._socket.recv_into(self._buffer)
        if not size:
            raise EOFError("the server closed the connection")
        if self._missing < 0:
            self._begin(bytes(self._buffer[:size]))
        else:
            self._missing -= size
        return None if self._missing else Reply(int(self._head[9:12]), self._head, self._length)

    def get(self, path: str, headers: str = "") -> Reply:
        """Ask for a page and wait for it."""
        self.ask(encoded(path, headers))
        while (reply := self.take()) is None:
            pass
        return reply

    def close(self) -> None:
        self._socket.close()

    def _begin(self, piece: bytes) -> None:
        """The head may come in pieces itself; `_missing` stays below zero until it is there."""
        self._head += piece
        head, ended, body = self._head.partition(HEAD_ENDS)
        if ended:
            self._head = head
            has_body = head[9:12] not in (b"304", b"204")
            self._length = int(Reply(0, head, 0).header("Content-Length") or 0) if has_body else 0
            self._missing = self._length - len(body)
