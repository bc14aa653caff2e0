"""Tests of the register run as `register_web` on clones of both databases."""

from collections.abc import Iterator

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
    from django.test import Client  # the site is not chosen before this hook

    logged_in = Client._login

    def with_second_step(client: Client, user: object, backend: str | None = None) -> None:
        logged_in(client, user, backend)  # type: ignore[arg-type]
        session = client.session
        session["second_step"] = user.pk  # type: ignore[attr-defined]
        session.save()

    monkeypatch.setattr(Client, "_login", with_second_step)
