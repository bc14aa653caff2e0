"""Tests of the public site run as `explorer_web` on a clone of its database."""

from collections.abc import Iterator

import pytest

from tests import site
from tests.database import OUTSIDE, Clone

site.choose("explorer.settings")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield from site.databases(Clone(alias="default", side=OUTSIDE, role="explorer_web"))


def pytest_runtest_logfinish() -> None:
    site.test_is_over()
