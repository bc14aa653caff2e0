import os
import subprocess
import sys

import pytest

from tests.database import ROOT

NOWHERE = "postgresql://nobody@127.0.0.1:1/nowhere"


@pytest.mark.parametrize("site", ["explorer", "profiles"])
def test_models_and_migrations_agree(site: str) -> None:
    result = subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", "makemigrations", "--check", "--dry-run"],
        cwd=ROOT,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": f"{site}.settings",
            "DATABASE_URL": NOWHERE,
            "REGISTER_DATABASE_URL": NOWHERE,
            "DEMO": "1",
        },
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stdout + result.stderr
