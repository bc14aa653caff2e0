"""A mail server that takes mails, or does what mail servers do on bad days."""

import socketserver
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

MESSAGE_ID = b"message-id:"


@dataclass
class MailServer:
    """`way`: takes, not now, full, unknown or hangs up. `before_answer` is called when a mail is in."""

    way: str = "takes"
    before_answer: Callable[[], object] | None = None
    received: Counter[bytes] = field(default_factory=Counter)
    attempts: int = 0
    port: int = 0


class _Talk(socketserver.StreamRequestHandler):
    """One connection; the least of SMTP that Python's client needs."""

    def handle(self) -> None:
        # Who is killed says no goodbye.
        with suppress(OSError):
            self._talk()

    def _talk(self) -> None:
        mail: MailServer = self.server.mail  # type: ignore[attr-defined]
        mail.attempts += 1
        if mail.way == "not now":
            self._say("421 not now")
            return
        self._say("220 here")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"RCPT" and mail.way in {"full", "unknown"}:
                self._say("452 mailbox full" if mail.way == "full" else "550 nobody of that name")
            elif word == b"DATA":
                self._say("354 go on")
                found = self._read()
                if mail.way == "hangs up":
                    return
                mail.received[found] += 1
                if mail.before_answer:
                    mail.before_answer()
                self._say("250 taken")
            elif word == b"QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 good")

    def _read(self) -> bytes:
        """The mail; its Message-ID."""
        found = b""
        for line in self.rfile:
            if line == b".\r\n":
                break
            if line.lower().startswith(MESSAGE_ID):
                found = line[len(MESSAGE_ID) :].strip()
        return found

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\r\n".encode())


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """It listens on loopback until the block ends."""
    mail = MailServer()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Talk) as server:
        server.daemon_threads = True
        server.mail = mail  # type: ignore[attr-defined]
        mail.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield mail
        finally:
            server.shutdown()
