"""The local run: the embedded server with both databases, and an address per role.

Used where no `DATABASE_URL` is set: the demo and development.
"""

import fcntl
import hashlib
import inspect
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from explorer.database import provision
from explorer.database.binaries import ServerError
from explorer.database.credentials import secret
from explorer.database.embedded import Cluster

NOWHERE = "postgresql://nobody@127.0.0.1:1/nowhere"
"""An address that nobody answers, for settings of a database that is not asked anything."""


def cluster(local: Path) -> Cluster:
    """The server under the local folder."""
    return Cluster(home=local / "postgresql", options={"shared_buffers": "256MB", "max_connections": "60"})


def reset(local: Path) -> None:
    """Throw both databases away; passwords and keys stay. Refuses while the demo of this folder runs."""
    try:
        with in_use(local):
            cluster(local).destroy()
    except BlockingIOError:
        raise ServerError("the demo of this folder runs; stop it there with Ctrl-C first") from None


@contextmanager
def in_use(local: Path) -> Iterator[None]:
    """Within the block these data are ours alone; raises BlockingIOError where another has them."""
    folder = local / "run"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield


def url(local: Path, *, database: str, role: str) -> str:
    """Address of a database for a role; starts and provisions the server where needed.

    Reads the password of that role only, once the server runs.
    """
    server = cluster(local)
    if not server.runs():
        # It takes a second or more; said on the stream that no command's output goes to.
        started = time.monotonic()
        server.start()
        print(f"  PostgreSQL … {time.monotonic() - started:.1f} s", file=sys.stderr)
    _provision_once(server, local)
    return server.url(role=role, password=secret(local / "credentials", role), database=database)


def _provision_once(server: Cluster, local: Path) -> None:
    """A mark beside the data spares the superuser's log-in at every start of a process."""
    mark = server.mark("provisioned")
    version = hashlib.sha256(inspect.getsource(provision).encode()).hexdigest()
    if mark.exists() and mark.read_text() == version:
        return
    with server.alone():
        provision.provision(
            lambda database: psycopg.connect(server.superuser_url(database), autocommit=True),
            passwords={role: secret(local / "credentials", role) for role in provision.ROLES},
            alone=True,
        )
        mark.write_text(version)
