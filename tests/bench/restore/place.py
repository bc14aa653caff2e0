"""A server of its own with both databases, and commands of both sites on it."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import psycopg
from cryptography.fernet import Fernet

from explorer.database import binaries, provision
from explorer.database.credentials import secret
from explorer.database.embedded import Cluster
from profiles.database.keys import local_keys
from tests.database import ROOT

OPTIONS = {"shared_buffers": "64MB", "max_connections": "60", "fsync": "off"}


@dataclass(frozen=True)
class Place:
    """`secrets` are kept apart from the databases, as in a deployment: a new server gets the same."""

    home: Path
    secrets: Path
    journal: Path

    @property
    def cluster(self) -> Cluster:
        return Cluster(self.home, OPTIONS)

    def provision(self) -> None:
        """An empty server with roles and databases."""
        self.cluster.start()
        provision.provision(
            lambda database: psycopg.connect(self.cluster.superuser_url(database), autocommit=True),
            passwords={role: self.password(role) for role in provision.ROLES},
        )

    def password(self, role: str) -> str:
        return secret(self.secrets / "credentials", role)

    def address(self, database: str, role: str) -> str:
        return self.cluster.url(role=role, password=self.password(role), database=database)

    def environment(self, *, site: str = "profiles", owner: bool = False) -> dict[str, str]:
        """What a process of a site knows, as the web role or as the owner who migrates."""
        role = "owner" if owner else "web"
        outside = self.address("explorer", f"explorer_{role}" if site == "explorer" else "register_web")
        environment = {
            "PATH": os.environ["PATH"],
            "DEVELOPMENT": "1",
            "LOCAL_DIR": str(self.secrets),
            "JOURNAL_FOLDER": str(self.journal),
            "DATABASE_URL": outside,
            **({"DATABASE_ROLE": "owner"} if owner else {}),
        }
        if site == "profiles":
            environment["REGISTER_DATABASE_URL"] = self.address("register", f"register_{role}")
            environment["VERIFIER_DATABASE_URL"] = self.address("explorer", "explorer_verifier")
            environment |= local_keys(self.secrets)
        return environment

    def start(
        self, *command: str, site: str = "profiles", owner: bool = False, **more: str
    ) -> subprocess.Popen[str]:
        """Begin a command and do not wait for it. `more` are variables of its environment."""
        return subprocess.Popen(
            [sys.executable, "manage.py", *command, f"--settings={site}.settings"],
            cwd=ROOT, env={**self.environment(site=site, owner=owner), **more},
            text=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def manage(self, *command: str, site: str = "profiles", owner: bool = False) -> str:
        """Run a command as the web role, or as the owner; its output. Raises RuntimeError."""
        process = self.start(*command, site=site, owner=owner)
        said, complaint = process.communicate()
        if process.returncode:
            raise RuntimeError(f"{' '.join(command)}: {complaint.strip()[-2000:]}")
        return said

    def migrate(self) -> None:
        for site in ("explorer", "profiles"):
            self.manage("migrate", "-v0", site=site, owner=True)

    def dump(self, database: str, file: Path, key: bytes) -> None:
        """The database as `pg_dump` writes it, encrypted."""
        program = binaries.programs(self.cluster.place) / "pg_dump"
        address = self.cluster.superuser_url(database)
        made = subprocess.run([program, "-Fc", "-d", address], capture_output=True, check=True).stdout
        file.write_bytes(Fernet(key).encrypt(made))

    def restore(self, database: str, file: Path, key: bytes) -> None:
        """Put a dump into the empty database. Rights are not in it: migrating gives them."""
        program = binaries.programs(self.cluster.place) / "pg_restore"
        subprocess.run(
            [
                *(program, "--exit-on-error", "--no-owner", "--no-privileges", f"--role={database}_owner"),
                *("-d", self.cluster.superuser_url(database)),
            ],
            input=Fernet(key).decrypt(file.read_bytes()),
            capture_output=True,
            check=True,
        )

    def ask(self, database: str, statement: str, *values: object) -> list[tuple[object, ...]]:
        """Rows, past every policy."""
        with psycopg.connect(self.cluster.superuser_url(database), autocommit=True) as connection:
            cursor = connection.execute(statement, values)  # type: ignore[call-overload]
            return cursor.fetchall() if cursor.description else []

    def act(self, *lines: str) -> object:
        """What lines of Python say as JSON, run in one process as the register acting as the system."""
        wrapped = "\n    ".join(("from profiles.access.scope import as_system\nwith as_system():", *lines))
        return json.loads(self.manage("shell", "-v0", "-c", wrapped) or "null")
