"""A client that keeps its connection, as a proxy in front does, and reads no more than it must."""

import socket
from dataclasses import dataclass

HEAD_ENDS = b"\r\n\r\n"
WAIT = 300.0


@dataclass(frozen=True)
class Reply:
    """Status, the lower-cased head, and the length of the body in bytes."""

    status: int
    head: bytes
    length: int

    def header(self, name: str) -> str:
        """A header, empty where there is none."""
        for line in self.head.split(b"\r\n"):
            key, _, value = line.partition(b":")
            if key.lower() == name.lower().encode():
                return value.strip().decode()
        return ""


class Connection:
    """To one port of this machine."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._socket: socket.socket | None = None

    def get(self, path: str, headers: str = "") -> Reply:
        """Ask for a page; once more on a new connection where the server closed the old one meanwhile."""
        request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}\r\n".encode()
        try:
            return self._ask(request)
        except (ConnectionError, EOFError):
            self.close()
            return self._ask(request)

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
        self._socket = None

    def _ask(self, request: bytes) -> Reply:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=WAIT)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(request)
        received = self._more()
        while HEAD_ENDS not in received:
            received += self._more()
        head, _, body = received.partition(HEAD_ENDS)
        reply = Reply(int(head[9:12]), head, 0)
        length = int(reply.header("Content-Length") or 0) if reply.status == 200 else 0
        read = len(body)
        while read < length:
            read += len(self._more())
        if reply.header("Connection").lower() == "close":
            self.close()
        return Reply(reply.status, head, length)

    def _more(self) -> bytes:
        assert self._socket is not None
        received = self._socket.recv(262_144)
        if not received:
            raise EOFError("the server closed the connection")
        return received
