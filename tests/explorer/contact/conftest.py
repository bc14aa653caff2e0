"""A small release, a desk, an employer with a browser, and the mailbox they look in."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client

if TYPE_CHECKING:
    from django.core.mail import EmailMultiAlternatives

    from explorer.contact.content import RequestContent
    from explorer.contact.models import ContactRequest, PendingRequest
    from explorer.release.models import Release

# A Monday before noon, Dutch time.
NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
SEARCH = "taak=orderpicken&vanuit=GM0983&uren=24-32"
KEY = re.compile(r"/([\w-]{43})/")


@pytest.fixture
def release(db: None) -> "Release":
    from tests.factories.releases import publish  # needs models

    order_pickers = [("place", "GM0983"), ("task", "logistiek"), ("task", "orderpicken")]
    return publish(
        [
            (12, [*order_pickers, ("hours", "vanaf-24"), ("hours", "24-32")]),
            (6, [("place", "GM0984"), ("task", "groen"), ("task", "snoeien"), ("licence", "B")]),
        ]
    )


@pytest.fixture(autouse=True)
def settings_of_tests(settings: object, tmp_path: Path) -> None:
    caches["pages"].clear()
    settings.MAIL_FOLDER = tmp_path / "mail"  # type: ignore[attr-defined]


@pytest.fixture
def desks(db: None) -> None:
    from tests.explorer.contact.desks import show_desks

    show_desks()


@pytest.fixture
def content() -> "RequestContent":
    from explorer.contact.content import RequestContent

    return RequestContent(
        kind="proefplaatsing",
        query=SEARCH,
        wish_nl="Orderpicken, binnen 15 km van Venlo, 24 tot 32 uur",
        wish_en="Order picking, within 15 km of Venlo, 24 tot 32 uur",
        groups=(),
        places=("GM0983", "AM31"),
        people_wanted=1,
        start="maand",
        organisation="Peelhof Logistiek B.V.",
        contact_name="Anke Verbeek",
        email="a.verbeek@peelhof.example",
        phone="0478 00 00 00",
        own_words="Bestellingen verzamelen met een scanner.",
        language="nl",
    )


@dataclass
class Employer:
    """Does what an employer does, by the verbs; `at` is their clock."""

    content: "RequestContent"
    at: datetime = NOW

    def start(
        self, *, submission: UUID | None = None, address: str = "192.0.2.1", **other: object
    ) -> "PendingRequest":
        from explorer.contact.start_request import start_request

        return start_request(
            content=replace(self.content, **other),  # type: ignore[arg-type]
            submission=submission or uuid4(),
            address=address,
            at=self.at,
        )

    def key(self, pending: "PendingRequest") -> str:
        from explorer.contact.keys import KeyFor, key_for

        return key_for(KeyFor.CONFIRM, pending.pk)

    def request(self, **other: object) -> "ContactRequest":
        """Start and confirm."""
        from explorer.contact.confirm_request import confirm_request

        return confirm_request(key=self.key(self.start(**other)), at=self.at)  # type: ignore[arg-type]

    def status_key(self, request: "ContactRequest") -> str:
        from explorer.contact.request_status import status_key

        return status_key(request)

    def later(self, **time: float) -> "Employer":
        return Employer(self.content, self.at + timedelta(**time))


@pytest.fixture
def employer(db: None, content: "RequestContent") -> Employer:
    return Employer(content)


@pytest.fixture
def deliver() -> "Callable[..., list[EmailMultiAlternatives]]":
    """Send what is due and give the mails that arrived."""
    from django.core import mail

    from explorer.contact.mail.send_mail import send_mail

    def run(at: datetime = NOW) -> "list[EmailMultiAlternatives]":
        before = len(mail.outbox)
        send_mail(clock=lambda: at)
        return mail.outbox[before:]  # type: ignore[return-value]

    return run


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"accept-language": "nl"})


@contextmanager
def as_role(role: str) -> Iterator[None]:
    """Statements inside run as another role of the explorer database."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")
        yield
        cursor.execute("SET LOCAL ROLE explorer_web")


def key_in(mail: "EmailMultiAlternatives") -> str:
    """The key of the first link of a mail."""
    found = KEY.search(str(mail.body))
    assert found, mail.body
    return found[1]
