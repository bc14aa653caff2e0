"""A site of the demo as a process: its port, its environment, its end."""

import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from profiles.demo.pair import pair, workers
from profiles.demo.sites import Site, SiteError
from tests.database import LOCAL, ROOT
from tests.ports import free_port


@pytest.fixture
def site() -> Iterator[Site]:
    """The explorer on a free port. Its database has no tables: it answers, if only that it cannot."""
    ports = {name: free_port() for name in ("explorer", "profiles")}
    explorer, _ = pair(root=ROOT, local_dir=LOCAL, ports=ports)
    explorer.run = LOCAL / f"site-{os.getpid()}"
    explorer.run.mkdir(exist_ok=True)
    yield explorer
    explorer.stop()
    shutil.rmtree(explorer.run)


def test_each_site_gets_only_its_own_credentials() -> None:
    explorer, register = pair(root=ROOT, local_dir=LOCAL, ports={"explorer": 1, "profiles": 2})
    known_outside = explorer.credentials()
    assert known_outside.keys() == {"DATABASE_URL", "EXPLORER_SECRET_KEY", "EXPLORER_URL", "LOCAL_DIR"}
    assert "//explorer_web:" in known_outside["DATABASE_URL"]
    public = {"LOCAL_DIR", "REGISTER_URL"}
    known_inside = {name: value for name, value in register.credentials().items() if name not in public}
    assert "EXPLORER_SECRET_KEY" not in known_inside
    assert all("//register_web:" in value for name, value in known_inside.items() if name.endswith("_URL"))
    assert not set(known_inside.values()) & set(known_outside.values())


def test_worker_knows_what_its_site_knows() -> None:
    ports = {"explorer": 1, "profiles": 2}
    sites = pair(root=ROOT, local_dir=LOCAL, ports=ports)
    for site, worker in zip(sites, workers(root=ROOT, local_dir=LOCAL, ports=ports), strict=True):
        verifier = {"VERIFIER_DATABASE_URL"} if worker.package == "profiles" else set()
        assert worker.credentials().keys() - site.credentials().keys() == verifier
        assert site.credentials().items() <= worker.credentials().items()
        assert worker.log != site.log and worker.sign not in " ".join(site.command)


def test_environment_of_a_site_holds_nothing_of_its_parent(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REGISTER_DATABASE_URL", "postgresql://register_web:secret@127.0.0.1/register")
    site.start()
    site.wait_until_it_answers()
    assert site.process is not None
    environment = Path(f"/proc/{site.process.pid}/environ").read_text()
    assert "DATABASE_URL=postgresql://explorer_web:" in environment
    assert "register" not in environment.replace(str(ROOT), "").lower()


def test_taken_port_is_said_with_a_way_out(site: Site) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", site.port))
        other.listen()
        with pytest.raises(
            SiteError, match=rf"port {site.port} is taken; .* PORT={site.port + 80} make demo"
        ):
            site.claim_port()
    site.claim_port()


def test_leftover_of_a_killed_demo_is_ended(site: Site) -> None:
    site.start()
    site.wait_until_it_answers()
    left_behind = site.process
    assert left_behind is not None
    site.process = None  # as a new start finds it
    site.end_leftover()
    left_behind.wait(5)
    site.claim_port()


def test_workers_of_a_killed_master_give_the_port_back(site: Site) -> None:
    site.start()
    site.wait_until_it_answers()
    assert site.process is not None
    site.process.kill()
    site.process.wait()
    site.end_leftover()
    site.claim_port()


def test_pid_of_a_stranger_is_left_alone(site: Site) -> None:
    (site.run / "explorer.pid").write_text(str(os.getpid()))
    site.end_leftover()
    assert not (site.run / "explorer.pid").exists()


def test_site_that_cannot_start_says_where_to_look(site: Site) -> None:
    site.credentials = lambda: {"DATABASE_URL": "nonsense"}
    site.start()
    with pytest.raises(SiteError, match=r"does not start; see .*explorer\.log"):
        site.wait_until_it_answers()
