"""Tests about the project as a whole; they run its programs in processes of their own."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.database import ROOT

NOT_CODE = shutil.ignore_patterns("__pycache__", "*.pyc")


@pytest.fixture
def copy_of(tmp_path: Path) -> Callable[..., Path]:
    """Copies the named files and folders of the project and returns where they stand."""

    def copy(*names: str) -> Path:
        for name in names:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, tmp_path / name, ignore=NOT_CODE)
            else:
                shutil.copy(ROOT / name, tmp_path / name)
        return tmp_path

    return copy
