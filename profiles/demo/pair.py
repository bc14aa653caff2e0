"""The two sites and their workers as the demo runs them: which port, which credentials."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from explorer.database import local
from explorer.database.credentials import secret
from profiles.database.keys import local_keys
from profiles.demo.sites import Site, Worker

NAMES = {"explorer": "explorer (employers)", "profiles": "register (staff)"}
PORTS = {"explorer": "PORT", "profiles": "REGISTER_PORT"}


def pair(*, root: Path, local_dir: Path, ports: Mapping[str, int]) -> list[Site]:
    """Both sites, `ports` by package. Their credentials are made when a site starts: the address of the
    embedded server is among them."""
    credentials: dict[str, Callable[[Path], dict[str, str]]] = {
        "explorer": partial(_outside, ports["explorer"]),
        "profiles": partial(_inside, ports["profiles"]),
    }
    return [
        Site(
            name=NAMES[package],
            package=package,
            port=ports[package],
            port_variable=PORTS[package],
            credentials=partial(credentials[package], local_dir),
            root=root,
            run=local_dir / "run",
        )
        for package in ("explorer", "profiles")
    ]


def workers(*, root: Path, local_dir: Path, ports: Mapping[str, int]) -> list[Worker]:
    """What works off the jobs of the sites; a worker knows what its site knows, that of the
    register also the address of the verifier."""
    return [
        Worker(
            name="worker of the explorer",
            package="explorer",
            credentials=partial(_outside, ports["explorer"], local_dir),
            root=root,
            run=local_dir / "run",
        ),
        Worker(
            name="worker of the register",
            package="profiles",
            credentials=partial(_inside_with_verifier, ports["profiles"], local_dir),
            root=root,
            run=local_dir / "run",
        ),
    ]


def _outside(port: int, local_dir: Path) -> dict[str, str]:
    return {
        "LOCAL_DIR": str(local_dir),
        # Where the links in mails lead.
        "EXPLORER_URL": f"http://127.0.0.1:{port}",
        "DATABASE_URL": local.url(local_dir, database="explorer", role="explorer_web"),
        "EXPLORER_SECRET_KEY": secret(local_dir / "keys", "explorer_secret_key"),
    }


def _inside(port: int, local_dir: Path) -> dict[str, str]:
    return {
        "LOCAL_DIR": str(local_dir),
        "REGISTER_URL": f"http://127.0.0.1:{port}",
        "DATABASE_URL": local.url(local_dir, database="explorer", role="register_web"),
        "REGISTER_DATABASE_URL": local.url(local_dir, database="register", role="register_web"),
        **local_keys(local_dir),
    }


def _inside_with_verifier(port: int, local_dir: Path) -> dict[str, str]:
    # Only the worker publishes; the site itself has no business with the verifier's role.
    address = local.url(local_dir, database="explorer", role="explorer_verifier")
    return {**_inside(port, local_dir), "VERIFIER_DATABASE_URL": address}
