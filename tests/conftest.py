"""What every test run shares. The site is chosen in the conftest of its folder."""

import os
from pathlib import Path

import pytest

from tests.database import ROOT


def pytest_configure(config: pytest.Config) -> None:
    """Settings that only tests have: no manifest of collected files, a quick password hasher."""
    if not os.environ.get("DJANGO_SETTINGS_MODULE"):
        return
    from django.conf import settings  # the site is not chosen before this hook

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.WHITENOISE_AUTOREFRESH = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder with real input beside the checkout; a test that needs it is skipped elsewhere."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("needs ../shared/data")
    return folder
