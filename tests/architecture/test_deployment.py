"""A deployed site: clean under Django's checks, and silent until it is given all that it needs."""

import os
import subprocess
import sys

import pytest

from tests.database import NOWHERE, ROOT

GIVEN = {
    "explorer": {
        "DATABASE_URL": NOWHERE,
        "EXPLORER_HOSTS": "explorer.example",
        "EXPLORER_SECRET_KEY": "abc123-" * 10,
        "SITE_REGION": "Midden-Brabant",
    },
    "profiles": {
        "DATABASE_URL": NOWHERE,
        "REGISTER_DATABASE_URL": NOWHERE,
        "REGISTER_HOSTS": "register.example",
        "REGISTER_SECRET_KEY": "def456-" * 10,
        "REGISTER_ENCRYPTION_KEYS": "none",
        "REGISTER_INDEX_KEY": "none",
        "JOURNAL_FOLDER": "/journal",
        "SITE_REGION": "Midden-Brabant",
    },
}


def manage(site: str, environment: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *command, f"--settings={site}.settings"],
        cwd=ROOT,
        env={"PATH": os.defpath, **environment},
        capture_output=True,
        text=True,
    )


def check(site: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return manage(site, environment, "check", "--deploy", "--fail-level", "WARNING")


@pytest.mark.parametrize("site", GIVEN)
def test_deployment_check_is_clean(site: str) -> None:
    result = check(site, GIVEN[site])
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    ("site", "missing"), [(site, name) for site, given in GIVEN.items() for name in given]
)
def test_missing_setting_is_named_in_one_line(site: str, missing: str) -> None:
    result = check(site, {name: value for name, value in GIVEN[site].items() if name != missing})
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith(f"check: {missing} is not set")


@pytest.mark.parametrize(
    "command", [("make_population", "--seed=1"), ("publish_release",), ("import_sonar", "x"), ("migrate",)]
)
def test_command_without_an_address_touches_no_database(command: tuple[str, ...]) -> None:
    result = manage("profiles", {}, *command)
    assert result.returncode == 1
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith(f"{command[0]}: REGISTER_DATABASE_URL is not set")


def test_demo_with_half_of_its_addresses_is_refused() -> None:
    result = manage("profiles", {"DEMO": "1", "REGISTER_DATABASE_URL": NOWHERE}, "check")
    assert result.returncode == 1
    assert result.stderr == "check: DATABASE_URL is not set, and another database is.\n"


def test_wrong_address_is_named_without_its_password() -> None:
    result = manage("explorer", {**GIVEN["explorer"], "DATABASE_URL": "secret word"}, "check")
    assert result.returncode == 1
    assert result.stderr == "check: DATABASE_URL is not the address of a PostgreSQL database.\n"
