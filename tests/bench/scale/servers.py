"""A primary and a standby that streams from it, by the programs of the embedded server."""

import os
import secrets
import signal
from pathlib import Path
from typing import LiteralString

import psycopg
from psycopg import sql

from explorer.database import binaries, postmaster, provision
from explorer.database.credentials import secret
from explorer.database.embedded import Cluster

# Servers are killed and the machine is not: what they wrote is there, whether a disk was waited for or not.
OPTIONS = {"shared_buffers": "64MB", "max_connections": "80", "fsync": "off"}
# Without news for so long a standby takes its primary for lost, and its readers take it for stale.
STANDBY_OPTIONS = {**OPTIONS, "wal_receiver_timeout": "5s", "hot_standby_feedback": "on"}
REPLICATOR = "replicator"
ASKED = """
SELECT application_name, extract(epoch FROM max(query_start)) FROM pg_stat_activity
WHERE usename = 'explorer_web' GROUP BY 1
"""


def start_primary(folder: Path) -> Cluster:
    """A server with both databases, their roles, and one role more that may copy it."""
    primary = Cluster(home=folder / "primary", options=OPTIONS)
    primary.start()
    provision.provision(
        lambda database: psycopg.connect(primary.superuser_url(database), autocommit=True),
        passwords={role: secret(folder / "credentials", role) for role in provision.ROLES},
    )
    return primary


def start_standby(folder: Path, primary: Cluster) -> Cluster:
    """A copy of the primary as it is now, that follows it from now on."""
    standby = Cluster(home=folder / "standby", options=STANDBY_OPTIONS)
    binaries.make_reachable(standby.home)
    binaries.make_reachable(standby.place)
    address = f"postgresql://{REPLICATOR}@127.0.0.1:{primary.port()}/?passfile={_pass_file(primary, standby)}"
    copy = ["-D", str(standby.data), "-d", address, "--checkpoint=fast", "--wal-method=stream"]
    follow = ["--write-recovery-conf", "--create-slot", "--slot=standby"]
    standby.data.mkdir(mode=0o700)
    _give_to_server(standby.data)
    binaries.run("pg_basebackup", *copy, *follow, place=standby.place)
    standby.password_file.write_text(primary.password_file.read_text())
    standby.start()
    return standby


def remove_remains(folder: Path) -> None:
    """Stop and remove the servers of a run that was cut off."""
    for name in ("primary", "standby"):
        Cluster(home=folder / name, options=OPTIONS).destroy()


def kill(server: Cluster) -> None:
    """End it as a power cut would."""
    found = postmaster.read(server.data)
    assert found is not None
    os.kill(found.pid, signal.SIGKILL)


def drop_connections(server: Cluster) -> None:
    """End every connection of the public site, as a restart or a firewall does."""
    _as_superuser(
        server, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'explorer_web'"
    )


def last_asked(server: Cluster) -> dict[str, float]:
    """When each node asked this server something, in seconds; only of connections that are open."""
    with psycopg.connect(server.superuser_url(), autocommit=True) as connection:
        return {name: float(when) for name, when in connection.execute(ASKED) if when is not None}


def hold_up(standby: Cluster) -> None:
    """Let it receive and not replay."""
    _as_superuser(standby, "SELECT pg_wal_replay_pause()")


def let_go_on(standby: Cluster) -> None:
    _as_superuser(standby, "SELECT pg_wal_replay_resume()")


def _as_superuser(server: Cluster, statement: LiteralString) -> None:
    with psycopg.connect(server.superuser_url(), autocommit=True) as connection:
        connection.execute(statement)


def _pass_file(primary: Cluster, standby: Cluster) -> Path:
    """The password of the replicator, where only the server's user reads it."""
    password = secrets.token_urlsafe(32)
    with psycopg.connect(primary.superuser_url(), autocommit=True) as connection:
        create = sql.SQL("CREATE ROLE {} LOGIN REPLICATION PASSWORD {}")
        connection.execute(create.format(sql.Identifier(REPLICATOR), sql.Literal(password)))
    file = standby.place / "replicator"
    file.touch(mode=0o600)
    file.write_text(f"127.0.0.1:{primary.port()}:*:{REPLICATOR}:{password}\n")
    _give_to_server(file)
    return file


def _give_to_server(path: Path) -> None:
    user = binaries.server_user()
    if user is not None:
        os.chown(path, user, user)
