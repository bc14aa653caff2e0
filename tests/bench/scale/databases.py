"""A register with its releases on the primary, made by the project's own commands."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import psycopg

from explorer.database.credentials import secret
from explorer.database.embedded import Cluster
from profiles.database.keys import local_keys
from tests.database import ROOT

SWITCH = """
UPDATE explorer_release_release SET state = 'retired' WHERE state = 'active';
UPDATE explorer_release_release SET state = 'active' WHERE number = {number:d};
"""
ACTIVE = "SELECT number FROM explorer_release_release WHERE state = 'active'"

DESK_PHONE = "000 000 00 00"
DESK = (
    "INSERT INTO explorer_contact_desk (code, name, address, phone, email, hours_nl, hours_en,"
    " promised_days, places, position, updated_at) VALUES"
    " ('proef', 'Loket van de proef', '', %s, 'loket@explorer.example', '', '', 2, '{}', 0, now())"
)


class Databases:
    """The people of the demo, published twice. `url` gives the address of a database for a role."""

    def __init__(self, folder: Path, primary: Cluster) -> None:
        self._folder, self._primary = folder, primary

    def url(self, database: str, role: str) -> str:
        password = secret(self._folder / "credentials", role)
        return self._primary.url(role=role, password=password, database=database)

    def url_of_both(self, standby: Cluster, *, application: str) -> str:
        """Address of the explorer database on either server, as a node of the public site has it."""
        password = secret(self._folder / "credentials", "explorer_web")
        hosts = f"127.0.0.1:{standby.port()},127.0.0.1:{self._primary.port()}"
        return f"postgresql://explorer_web:{password}@{hosts}/explorer?application_name={application}"

    def fill(self, people: int) -> None:
        """Tables, vocabulary, people and two releases, of which the second is shown."""
        for site, variable, database in (
            ("explorer", "DATABASE_URL", "explorer"),
            ("profiles", "REGISTER_DATABASE_URL", "register"),
        ):
            owner = {variable: self.url(database, f"{database}_owner")}
            self._manage(
                "migrate",
                "-v0",
                "--skip-checks",
                f"--settings={site}.settings",
                **{**self._inside(), **owner},
            )
        for command in (
            ["load_vocabulary"],
            ["make_population", "--seed=2026", f"--people={people}"],
            ["publish_release"],
            ["publish_release", "--force=a second one to switch to", "--by=bench"],
        ):
            self._manage(*command, **self._inside())
        with psycopg.connect(self.url("explorer", "register_web")) as connection:
            connection.execute(DESK, [DESK_PHONE])

    def show(self, number: int) -> None:
        """Make another release the active one, as the register does."""
        with psycopg.connect(self.url("explorer", "register_web")) as connection:
            connection.execute(SWITCH.format(number=number).encode())

    def shown_by(self, server: Cluster) -> int | None:
        """Number of the active release as a server tells it."""
        with psycopg.connect(server.superuser_url("explorer")) as connection:
            found = connection.execute(ACTIVE).fetchone()
        return found and int(found[0])

    def _inside(self) -> Mapping[str, str]:
        return {
            "DEMO": "1",
            "LOCAL_DIR": str(self._folder),
            "DATABASE_URL": self.url("explorer", "register_web"),
            "REGISTER_DATABASE_URL": self.url("register", "register_web"),
            "VERIFIER_DATABASE_URL": self.url("explorer", "explorer_verifier"),
            **local_keys(self._folder),
        }

    def _manage(self, *command: str, **environment: str) -> None:
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "profiles.settings", **environment}
        done = subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=environment, capture_output=True, text=True
        )
        assert done.returncode == 0, done.stderr
