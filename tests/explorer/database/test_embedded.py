"""The launcher of the embedded server, on a cluster of its own."""

import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from explorer.database import postmaster
from explorer.database.binaries import ServerError
from explorer.database.embedded import Cluster
from tests.database import LOCAL

QUICK = {"fsync": "off", "shared_buffers": "16MB"}
BUSY = "SELECT 1 FROM pg_stat_activity WHERE pid = %s AND state = 'active'"
START = (
    "import sys; from pathlib import Path; from explorer.database.embedded import Cluster; "
    "print(Cluster(home=Path(sys.argv[1]), options={'fsync': 'off'}).start())"
)


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    # Not tmp_path: pytest closes its folders to others, and as root the server is another.
    folder = LOCAL / f"launcher-{os.getpid()}"
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="module")
def cluster(home: Path) -> Iterator[Cluster]:
    cluster = Cluster(home=home, options=QUICK)
    yield cluster
    cluster.destroy()


def test_four_starts_at_once_give_one_server(cluster: Cluster) -> None:
    starts = [
        subprocess.Popen([sys.executable, "-c", START, str(cluster.home)], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    ports = {start.communicate(timeout=120)[0] for start in starts}
    assert ports == {f"{cluster.start()}\n"}


def test_server_asks_everybody_for_a_password(cluster: Cluster) -> None:
    port = cluster.start()
    with psycopg.connect(cluster.superuser_url()) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("127.0.0.1",)
        assert connection.execute("SHOW unix_socket_directories").fetchone() == ("",)
        rules = connection.execute("SELECT DISTINCT auth_method FROM pg_hba_file_rules").fetchall()
    assert rules == [("scram-sha-256",)]
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(f"postgresql://postgres:wrong@127.0.0.1:{port}/postgres")


def test_password_and_data_are_closed_to_others(cluster: Cluster) -> None:
    cluster.start()
    assert stat.S_IMODE(cluster.password_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(cluster.data.stat().st_mode) == 0o700
    assert not (cluster.place / "password").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to step down")
def test_root_runs_the_server_as_an_unprivileged_user(cluster: Cluster) -> None:
    cluster.start()
    assert Path(f"/proc/{_pid(cluster)}").stat().st_uid == 65534


def test_data_survives_a_killed_server(cluster: Cluster) -> None:
    cluster.start()
    with psycopg.connect(cluster.superuser_url(), autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept AS SELECT 1 AS one")
    os.kill(_pid(cluster), signal.SIGKILL)
    cluster.start()
    with psycopg.connect(cluster.superuser_url()) as connection:
        assert connection.execute("SELECT one FROM kept").fetchone() == (1,)


def test_killed_server_is_followed_on_its_port_when_its_last_process_is_gone(cluster: Cluster) -> None:
    """Two servers at work in one folder would spoil it; whoever was connected knows no other port."""
    former = cluster.start()
    connection = psycopg.connect(cluster.superuser_url(), autocommit=True)
    at_work = connection.info.backend_pid
    connection.pgconn.send_query(b"SELECT count(*) FROM generate_series(1, 1e7)")
    with psycopg.connect(cluster.superuser_url(), autocommit=True) as other:
        while not other.execute(BUSY, [at_work]).fetchone():
            time.sleep(0.01)
    os.kill(_pid(cluster), signal.SIGKILL)
    assert postmaster.command_of(at_work)
    assert cluster.start() == former
    assert not postmaster.command_of(at_work)
    connection.close()


def test_restart_takes_the_same_port_unless_it_is_taken(cluster: Cluster) -> None:
    former = cluster.start()
    assert cluster.stop()
    assert cluster.start() == former
    cluster.stop()
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", former))
        other.listen()
        assert cluster.start() != former


def test_lock_file_of_another_process_harms_nobody(cluster: Cluster) -> None:
    """After a restart of the machine the number in the lock file can be anybody's."""
    cluster.start()
    lock = cluster.data / "postmaster.pid"
    content = lock.read_text().splitlines()
    cluster.stop()
    bystander = subprocess.Popen(["sleep", "60"])
    try:
        lock.write_text("\n".join([str(bystander.pid), *content[1:]]))
        assert not cluster.runs()
        cluster.start()
        assert bystander.poll() is None
    finally:
        bystander.kill()
        bystander.wait()


def test_stopping_twice_says_so(cluster: Cluster) -> None:
    cluster.start()
    assert cluster.stop()
    assert not cluster.stop()
    with pytest.raises(ServerError, match="does not run"):
        cluster.superuser_url()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has a server of another user")
def test_closed_home_folder_stays_closed(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    cluster = Cluster(home=tmp_path / "inner" / "postgresql", options=QUICK)
    try:
        cluster.start()
        assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700
        assert not cluster.data.is_relative_to(tmp_path)
    finally:
        cluster.destroy()
    assert not cluster.place.exists()


def test_unwritable_folder_gives_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ServerError, match=r"cannot write in .*/file: Not a directory"):
        Cluster(home=tmp_path / "file" / "postgresql", options=QUICK).start()


def _pid(cluster: Cluster) -> int:
    found = postmaster.read(cluster.data)
    assert found is not None
    return found.pid
