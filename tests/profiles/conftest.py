"""Tests of the register run as `register_web` on clones of both databases."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests import site
from tests.database import INSIDE, OUTSIDE, Clone, as_role

site.choose("profiles.settings")


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    with django_db_blocker.unblock():
        yield from site.databases(
            Clone(alias="default", side=INSIDE, role="register_web"),
            Clone(alias="explorer", side=OUTSIDE, role="register_web"),
        )


def pytest_runtest_logfinish() -> None:
    site.test_is_over()


@pytest.fixture(autouse=True)
def default_configuration() -> Iterator[None]:
    """What another test saved is forgotten; a test that saves something reads it again."""
    from profiles.configuration import current  # the site is not chosen before this hook

    current.remember(current.Known(values=None, texts={}, read_at=float("inf")))
    yield
    current.forget()


@pytest.fixture(autouse=True)
def verified_in_the_same_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    """The verifier with the rights of its role; its own process would see only what is committed."""
    from explorer.release.models import Release, Verification  # the site is not chosen before this hook
    from explorer.release.verification.record import verify_and_record

    def verify(*, release: Release) -> Verification:
        with as_role("explorer_verifier", "explorer"):
            return verify_and_record(release=release)

    monkeypatch.setattr("profiles.publication.verifier.verify_apart", verify)


@pytest.fixture(autouse=True)
def second_step_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """`force_login` of the test client takes both steps; a test of the second one logs in by the pages."""
    from django.contrib.auth import user_logged_in  # the site is not chosen before this hook
    from django.http import HttpRequest
    from django.test import Client

    logged_in = Client._login

    def take_second_step(request: HttpRequest, user: Any, **_: object) -> None:
        request.session["second_step"] = user.pk

    def with_second_step(client: Client, user: object, backend: str | None = None) -> None:
        # While the session is made: it is written once.
        user_logged_in.connect(take_second_step)
        try:
            logged_in(client, user, backend)  # type: ignore[arg-type]
        finally:
            user_logged_in.disconnect(take_second_step)

    monkeypatch.setattr(Client, "_login", with_second_step)
