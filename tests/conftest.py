"""What every test run shares. The site is chosen in the conftest of its folder."""

import datetime
import gc
import os
import time
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests import parts
from tests.database import ROOT

# The day that the factories call today. It began half a day ago and no run of the tests sees its end.
NOON = datetime.datetime(2026, 11, 23, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))
_STARTED = time.monotonic()


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> int | None:
    """Run the parts of the suite apart where more than one is asked for."""
    asked = parts.asked_for(config)
    return parts.run(config, asked) if len(asked) > 1 and not config.option.help else None


def pytest_configure(config: pytest.Config) -> None:
    """Settings that only tests have: no manifest of collected files, a quick password hasher."""
    if not os.environ.get("DJANGO_SETTINGS_MODULE"):
        return
    from django.conf import settings  # the site is not chosen before this hook

    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.WHITENOISE_AUTOREFRESH = True
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_finish() -> None:
    """What is loaded by now stays: to look through it at each collection takes a twentieth of the time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Folder with real input beside the checkout; a test that needs it is skipped elsewhere."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("needs ../shared/data")
    return folder


@pytest.fixture(autouse=True)
def dutch_at_first() -> Iterator[None]:
    """The language a request chose stays active in its thread: no test may meet that of another."""
    if not os.environ.get("DJANGO_SETTINGS_MODULE"):
        yield
        return
    from django.utils import translation  # the site is not chosen before this hook

    with translation.override("nl"):
        yield


@pytest.fixture(autouse=True)
def clock_from_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """What asks Django for the time twice gets one date, also when the tests run at midnight."""
    if os.environ.get("DJANGO_SETTINGS_MODULE"):
        monkeypatch.setattr("django.utils.timezone.now", _time_since_noon)


def _time_since_noon() -> datetime.datetime:
    return (NOON + datetime.timedelta(seconds=time.monotonic() - _STARTED)).astimezone(datetime.UTC)
