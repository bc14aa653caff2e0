"""A deployed site: clean under Django's checks, and silent until it is given its secrets."""

import os
import subprocess
import sys

import pytest

from tests.database import ROOT

NOWHERE = "postgresql://nobody@127.0.0.1:1/nowhere"
GIVEN = {
    "explorer": {
        "DATABASE_URL": NOWHERE,
        "EXPLORER_HOSTS": "explorer.example",
        "EXPLORER_SECRET_KEY": "abc123-" * 10,
    },
    "profiles": {
        "DATABASE_URL": NOWHERE,
        "REGISTER_DATABASE_URL": NOWHERE,
        "REGISTER_HOSTS": "register.example",
        "REGISTER_SECRET_KEY": "def456-" * 10,
        "REGISTER_ENCRYPTION_KEYS": "none",
        "REGISTER_INDEX_KEY": "none",
    },
}


def check(site: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(
        [*command, f"--settings={site}.settings"],
        cwd=ROOT,
        env={"PATH": os.defpath, **environment},
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("site", GIVEN)
def test_deployment_check_is_clean(site: str) -> None:
    result = check(site, GIVEN[site])
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    ("site", "missing"),
    [(site, name) for site, given in GIVEN.items() for name in given if name != "DATABASE_URL"],
)
def test_missing_setting_is_named_in_one_line(site: str, missing: str) -> None:
    result = check(site, {name: value for name, value in GIVEN[site].items() if name != missing})
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith(f"check: {missing} is not set")
