import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.database import ROOT


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
    )


def test_every_import_goes_the_allowed_way() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        (
            "explorer/release/__init__.py",
            "import profiles.register.models",
            "The outside knows nothing of the inside",
        ),
        ("profiles/register/__init__.py", "import explorer.search", "The inside uses only the contract"),
        ("explorer/database/__init__.py", "import explorer.release.models", "Layers of the explorer"),
        ("profiles/vocabulary/__init__.py", "import profiles.register.models", "Layers of the register"),
        ("profiles/anonymisation/__init__.py", "import django.db", "Anonymisation is pure"),
        (
            "explorer/release/verification/__init__.py",
            "import profiles.anonymisation.policy",
            "The verifier shares nothing",
        ),
        (
            "profiles/anonymisation/__init__.py",
            "import explorer.release.verification.rules",
            "The verifier shares nothing",
        ),
    ],
)
def test_planted_import_is_found(copy_of: Callable[..., Path], file: str, line: str, contract: str) -> None:
    tree = copy_of("explorer", "profiles", "pyproject.toml")
    with (tree / file).open("a") as module:
        module.write(f"\n{line}\n")
    result = lint_imports(tree)
    assert result.returncode == 1
    assert any(contract in row and "BROKEN" in row for row in result.stdout.splitlines()), result.stdout
