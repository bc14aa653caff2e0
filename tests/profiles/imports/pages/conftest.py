"""Somebody who imports, and a folder for what is handed in."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from profiles.staff.models import StaffUser
    from tests.profiles.staff.reader import Reader


@pytest.fixture(autouse=True)
def private_folder(tmp_path: Path, settings: object) -> Path:
    """Where files go that are handed in."""
    folder = tmp_path / "handed-in"
    settings.IMPORT_FOLDER = folder
    return folder


@pytest.fixture
def case_worker(vocabulary: None) -> "StaffUser":
    from profiles.register.models import Organisation
    from tests.factories.staff import StaffUserFactory
    from tests.profiles.imports.samples import VENLO

    return StaffUserFactory(organisation=Organisation.objects.get(name=VENLO))


@pytest.fixture
def client(case_worker: "StaffUser") -> "Reader":
    """The case worker at work."""
    from tests.profiles.staff.reader import logged_in

    return logged_in(case_worker)


@pytest.fixture
def admin_client(vocabulary: None) -> "Reader":
    """A functional admin at work."""
    from tests.factories.staff import StaffUserFactory
    from tests.profiles.staff.reader import logged_in

    return logged_in(StaffUserFactory(admin=True))
