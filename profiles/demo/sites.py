"""The processes of the demo, each with the settings of its site and only the credentials of it."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from explorer.database import postmaster

ANSWER_SECONDS = 60.0
STOP_SECONDS = 8.0
INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR")


class SiteError(RuntimeError):
    """A site cannot be started; one line for the screen."""


@dataclass(kw_only=True)
class Program:
    """A process of the demo. `credentials` gives all it gets to know; its pid file and log are in `run`."""

    name: str
    package: str
    credentials: Callable[[], Mapping[str, str]]
    root: Path
    run: Path
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def title(self) -> str:
        """What its files are called."""
        return self.package

    @property
    def command(self) -> list[str]:
        """How it is started, in the folder of the project."""
        raise NotImplementedError

    @property
    def sign(self) -> str:
        """A part of its command line that no other program of the demo has."""
        raise NotImplementedError

    def end_leftover(self) -> bool:
        """Stop the process of an earlier demo that was killed and left this one behind; whether there was."""
        try:
            pid = int(self._pid_file.read_text())
        except (OSError, ValueError):
            return False
        command = postmaster.command_of(pid)
        # A number of a process is given out again: only one that looks like ours is ended.
        is_ours = self.sign in command and str(self.root) in command
        if is_ours:
            _end(pid)
        self._pid_file.unlink(missing_ok=True)
        return is_ours

    def start(self) -> None:
        """Start the process; does not wait until it answers."""
        # Nothing else of the environment: it may hold credentials of the other site.
        environment = {name: os.environ[name] for name in INHERITED if name in os.environ}
        settings = {"DJANGO_SETTINGS_MODULE": f"{self.package}.settings", "DEMO": "1"}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, cwd=self.root, env={**environment, **settings, **self.credentials()},
                # A group of its own: Ctrl-C reaches this process first, which stops the others in order.
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        # So that the next demo can end it where this one is killed.
        self._pid_file.write_text(str(self.process.pid))

    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def was_killed(self) -> bool:
        """Whether a signal from outside ended it: then it may well run again."""
        return self.process is not None and (self.process.poll() or 0) < 0

    def terminate(self) -> None:
        """Ask the process to end, without waiting for it."""
        if self.process is not None:
            self.process.terminate()

    def stop(self) -> None:
        """End the process, in peace when it can."""
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._pid_file.unlink(missing_ok=True)

    @property
    def log(self) -> Path:
        return self.run / f"{self.title}.log"

    @property
    def _pid_file(self) -> Path:
        return self.run / f"{self.title}.pid"


@dataclass(kw_only=True)
class Site(Program):
    """A site behind gunicorn."""

    port: int
    port_variable: str

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    @property
    def sign(self) -> str:
        return f"{self.package}.wsgi"

    @property
    def command(self) -> list[str]:
        return [
            *(sys.executable, "-m", "gunicorn", f"{self.package}.wsgi"),
            *("--chdir", str(self.root), "--bind", f"127.0.0.1:{self.port}", "--preload"),
            *("--worker-class", "gthread", "--workers", "2", "--threads", "4"),
            *("--graceful-timeout", "5", "--log-level", "warning", "--no-control-socket"),
        ]

    def end_leftover(self) -> bool:
        was_ours = super().end_leftover()
        # Workers notice within a second or two that their master was killed.
        deadline = time.monotonic() + 5
        while not postmaster.is_free(self.port) and time.monotonic() < deadline:
            time.sleep(0.1)
        return was_ours

    def claim_port(self) -> None:
        """Raise SiteError where something else listens on the port."""
        if not postmaster.is_free(self.port):
            another = f"{self.port_variable}={self.port + 80} make demo"
            raise SiteError(f"port {self.port} is taken; choose another one: {another}")

    def wait_until_it_answers(self) -> None:
        """Return when a page comes back; raise SiteError when the process ends or stays silent."""
        deadline = time.monotonic() + ANSWER_SECONDS
        while time.monotonic() < deadline:
            if self.has_ended():
                break
            if _answers(self.address):
                return
            time.sleep(0.1)
        raise SiteError(f"the {self.name} does not start; see {self.log}")


@dataclass(kw_only=True)
class Worker(Program):
    """What works off the jobs of a site: mails, and what is done each day."""

    @property
    def title(self) -> str:
        return f"{self.package}-worker"

    @property
    def sign(self) -> str:
        return f"--name {self.title}"

    @property
    def command(self) -> list[str]:
        manage = str(self.root / "manage.py")
        return [sys.executable, manage, "procrastinate", "worker", "--name", self.title]


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=30):  # noqa: S310 - our own address
            return True
    # Also a page that asks for a log-in is an answer.
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


def _end(pid: int) -> None:
    deadline = time.monotonic() + STOP_SECONDS
    os.kill(pid, signal.SIGTERM)
    while postmaster.command_of(pid):
        if time.monotonic() > deadline:
            os.kill(pid, signal.SIGKILL)
            return
        time.sleep(0.05)
