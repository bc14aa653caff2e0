from pathlib import Path

import pytest


@pytest.fixture
def vocabulary(db: None) -> None:
    """The small vocabulary, and one organisation."""
    from tests.profiles.imports import samples  # models: Django is not ready when this file is read

    samples.make_vocabulary()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where an export may be written."""
    return tmp_path / "export.xlsx"
