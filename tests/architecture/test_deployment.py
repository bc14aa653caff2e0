"""A deployed site: clean under Django's checks, and silent until it is given all that it needs."""

import os
import secrets
import subprocess
import sys

import pytest
from cryptography.fernet import Fernet

from tests.database import NOWHERE, ROOT

GIVEN = {
    "explorer": {
        "DATABASE_URL": NOWHERE,
        "EXPLORER_HOSTS": "explorer.example",
        "EXPLORER_SECRET_KEY": "abc123-" * 10,
        "SITE_REGION": "Midden-Brabant",
        "PROXIES": "1",
    },
    "profiles": {
        "DATABASE_URL": NOWHERE,
        "REGISTER_DATABASE_URL": NOWHERE,
        "REGISTER_HOSTS": "register.example",
        "REGISTER_SECRET_KEY": "def456-" * 10,
        "REGISTER_ENCRYPTION_KEYS": Fernet.generate_key().decode(),
        "REGISTER_INDEX_KEY": secrets.token_hex(32),
        "JOURNAL_FOLDER": "/journal",
        "SITE_REGION": "Midden-Brabant",
        "PROXIES": "1",
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
    assert result.stderr.startswith(f"{command[0]}: ")
    assert "REGISTER_DATABASE_URL is not set" in result.stderr


def test_demo_with_half_of_its_addresses_is_refused() -> None:
    result = manage("profiles", {"DEMO": "1", "REGISTER_DATABASE_URL": NOWHERE}, "check")
    assert result.returncode == 1
    assert result.stderr == "check: DATABASE_URL is not set, and another database is.\n"


def test_wrong_address_is_named_without_its_password() -> None:
    result = manage("explorer", {**GIVEN["explorer"], "DATABASE_URL": "secret word"}, "check")
    assert result.returncode == 1
    assert result.stderr.startswith("check: DATABASE_URL is not the address of a PostgreSQL database. ")
    assert "secret word" not in result.stderr


@pytest.mark.parametrize("site", GIVEN)
def test_all_that_lacks_is_said_at_once(site: str) -> None:
    result = check(site, {})
    assert result.stderr.count("\n") == 1
    assert [name for name in GIVEN[site] if f"{name} is not set" not in result.stderr] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("REGISTER_SECRET_KEY", "abc"),
        ("REGISTER_ENCRYPTION_KEYS", "nothex"),
        ("REGISTER_INDEX_KEY", "7f"),
        ("REGISTER_INDEX_KEY", "00" * 32),
        ("REGISTER_INDEX_KEY", "geen-hex"),
        ("PROXIES", "veel"),
        ("KEEP_MONTHS", "-3"),
        ("MAIL_TLS", "ja"),
        ("MAIL_PORT", "99999999"),
    ],
)
def test_wrong_value_is_refused_by_name_and_not_repeated(name: str, value: str) -> None:
    result = check("profiles", {**GIVEN["profiles"], name: value})
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith(f"check: {name} ")
    assert value not in result.stderr.replace("whole number from", "")


@pytest.mark.parametrize(
    ("site", "variable"), [("explorer", "DATABASE_URL"), ("profiles", "REGISTER_DATABASE_URL")]
)
def test_migrating_asks_for_its_own_address_alone(site: str, variable: str) -> None:
    nothing = manage(site, {}, "migrate")
    assert nothing.stderr.startswith(f"migrate: {variable} is not set")
    assert nothing.stderr.count("is not set") == 1
    there = manage(site, {variable: NOWHERE}, "migrate")
    # It gets as far as the server that does not answer.
    assert "is not set" not in there.stderr


def test_keys_that_are_made_are_taken() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "profiles.database", "make-keys"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    register = said.partition("# register.env\n")[2].partition("#")[0]
    made = dict(line.split("=", 1) for line in register.splitlines() if line)
    assert len(set(made.values())) == len(made) == 5
    keys = {name: value for name, value in made.items() if not name.endswith("_URL")}
    assert keys.keys() <= GIVEN["profiles"].keys()
    assert check("profiles", {**GIVEN["profiles"], **keys}).returncode == 0
