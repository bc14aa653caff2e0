"""Tests of the register run as `register_web` on clones of both databases."""

from collections.abc import Iterator

import pytest

from tests import site
from tests.database import INSIDE, OUTSIDE, Clone

site.choose("profiles.settings")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield from site.databases(
            Clone(alias="default", side=INSIDE, role="register_web"),
            Clone(alias="explorer", side=OUTSIDE, role="register_web"),
        )


@pytest.fixture(autouse=True)
def default_configuration() -> Iterator[None]:
    """What another test saved is forgotten; a test that saves something reads it again."""
    from profiles.configuration import current  # the site is not chosen before this hook

    current.remember(current.Known(values=None, texts={}, read_at=float("inf")))
    yield
    current.forget()
