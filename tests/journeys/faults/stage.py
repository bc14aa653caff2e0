"""The server, the public site and the processes of a run, each of which can be killed and started again."""

import http.client
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import psycopg

from explorer.database import local, postmaster, provision
from profiles.demo.pair import pair
from profiles.demo.sites import Site
from tests.database import ROOT
from tests.ports import free_port

DATABASES = {"explorer": provision.EXPLORER.name, "profiles": provision.REGISTER.name}
# A server that was killed replays its log before it answers; on a busy machine that takes a while. Seconds.
PATIENCE = 90


class Lost(Exception):
    """The process that was asked is gone, or the answer was an error."""


class Actor:
    """A process of `actor.py`, started when it is first asked. One thread asks it at a time."""

    def __init__(self, package: str, environment: dict[str, str]) -> None:
        self.package, self.environment = package, environment
        self.process: subprocess.Popen[str] | None = None
        self.busy = threading.Lock()
        self.asked = 0

    def ask(self, act: str, **values: Any) -> Any:
        """What it says. Raises `Lost`."""
        with self.busy:
            process = self.process = self.process or self._start()
            self.asked += 1
            with suppress(OSError):
                assert process.stdin
                process.stdin.write(json.dumps({"act": act, "asked": self.asked, **values}) + "\n")
                process.stdin.flush()
            return self._answer(process, self.asked)

    def _start(self) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.faults.actor", self.package],
            cwd=ROOT, env=self.environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        self._answer(process, 0)
        return process

    def _answer(self, process: subprocess.Popen[str], asked: int) -> Any:
        assert process.stdout
        for line in process.stdout:
            said = json.loads(line)
            if said["asked"] == asked:
                if "error" in said:
                    raise Lost(said["error"])
                return said["said"]
        close(process)
        raise Lost("killed")

    def kill(self) -> None:
        process, self.process = self.process, None
        if process is not None:
            process.kill()
            process.wait()
            if not self.busy.locked():
                # Nobody reads it any more; whoever does closes it at its end.
                close(process)


def close(process: subprocess.Popen[str]) -> None:
    """Close both ends of a process that is gone."""
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(OSError):
                stream.close()


class Stage:
    """Everything a run needs. `kills` counts what got SIGKILL."""

    def __init__(self, folder: Path, *, seed: int) -> None:
        self.folder, self.rng = folder, random.Random(seed)
        self.kills = {"site": 0, "database": 0, "worker": 0, "inside": 0}
        os.environ.update(LOCAL_DIR=str(folder), DEMO="1")
        (folder / "run").mkdir(parents=True, exist_ok=True)
        self.cluster = local.cluster(folder)
        inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        for package in DATABASES:
            self._migrate(package, inherited)
        ports = {package: free_port() for package in DATABASES}
        outside, inside = pair(root=ROOT, local_dir=folder, ports=ports)
        self.site: Site = outside
        self.worker = Actor("explorer", {**inherited, "DEMO": "1", **outside.credentials()})
        self.inside, self.colleague = (
            Actor("profiles", {**inherited, "DEMO": "1", **inside.credentials()}) for _ in range(2)
        )
        self.adviser: int = self.inside.ask("set_up")
        self.start_site()

    def _migrate(self, package: str, inherited: dict[str, str]) -> None:
        command = [sys.executable, "manage.py", "migrate", "-v0", "--skip-checks"]
        environment = {**inherited, "LOCAL_DIR": str(self.folder), "DEMO": "1", "DATABASE_ROLE": "owner"}
        subprocess.run([*command, f"--settings={package}.settings"], cwd=ROOT, env=environment, check=True)

    def at_the_desk(self) -> Actor:
        """Somebody who is not at work on something else: two can do the same at once."""
        return self.colleague if self.inside.busy.locked() else self.inside

    def start_site(self) -> None:
        self.site.start()
        self.site.wait_until_it_answers()

    def close(self) -> None:
        self.worker.kill()
        self.inside.kill()
        self.colleague.kill()
        self.site.stop()
        self.cluster.destroy()

    def kill(self, victim: str) -> None:
        """SIGKILL, without a moment to say goodbye; then it is started again."""
        self.kills[victim] += 1
        if victim == "site":
            assert self.site.process
            # Master and workers alike.
            os.killpg(self.site.process.pid, signal.SIGKILL)
            self.site.process.wait()
            self.site.end_leftover()
            self.start_site()
        elif victim == "database":
            found = postmaster.read(self.cluster.data)
            assert found
            os.kill(found.pid, signal.SIGKILL)
            self.cluster.start()
        else:
            (self.worker if victim == "worker" else self.inside).kill()

    def sql(self, package: str, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Asked of a database as the superuser."""
        with psycopg.connect(self.cluster.superuser_url(DATABASES[package]), autocommit=True) as connection:
            cursor = connection.execute(statement, values)
            return cursor.fetchall() if cursor.description else []

    def ten_minutes_later(self) -> None:
        """What a killed worker was sending may be tried again."""
        self.sql(
            "explorer", "UPDATE explorer_contact_outgoingmail SET next_at = now() WHERE state = 'sending'"
        )
        self.sql("profiles", "UPDATE desk_deskmail SET next_at = now() WHERE state = 'sending'")


class Browser:
    """An employer's: keeps cookies, sends forms with the token they need."""

    def __init__(self, site: Site) -> None:
        self.address = urlsplit(site.address)
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, **values: str) -> tuple[int, str, str]:
        """Status, place to go on at, and page. Raises `Lost`."""
        connection = http.client.HTTPConnection(self.address.hostname or "", self.address.port, timeout=30)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if method == "POST":
            body = urlencode({**values, "csrfmiddlewaretoken": self.cookies.get("explorer_csrf", "")})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body=body, headers=headers)
            answer = connection.getresponse()
            page = answer.read().decode()
        except (OSError, http.client.HTTPException) as error:
            raise Lost(type(error).__name__) from error
        finally:
            connection.close()
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        if answer.status >= http.client.INTERNAL_SERVER_ERROR:
            raise Lost(str(answer.status))
        return answer.status, answer.headers.get("Location", ""), page


def until_done(act: Any) -> Any:
    """Try again, as people and jobs do, until it succeeds."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            return act()
        except (Lost, psycopg.OperationalError) as error:
            if time.monotonic() > end:
                raise AssertionError(f"not done after {PATIENCE} s") from error
            time.sleep(0.5)
