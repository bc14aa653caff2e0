"""The mailbox of the demo: each mail as text and as a mail program shows it, and neither can do anything."""

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from explorer.contact.mail.send_mail import send_mail
from tests.explorer.contact.conftest import NOW, Employer
from tests.explorer.pages.conftest import look_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def delivered(employer: Employer) -> None:
    employer.start(organisation="<b>Peelhof</b>")
    with override_settings(EMAIL_BACKEND="explorer.contact.mail.folder.FolderBackend"):
        send_mail(clock=lambda: NOW)


@pytest.mark.usefixtures("delivered")
def test_mail_is_shown_as_text_and_as_designed(visitor: Client) -> None:
    box = look_at(visitor.get(reverse("contact:demo_mails")))
    address = next(link.attributes["href"] for link in box.all("a") if "/postvak/" in link.attributes["href"])
    as_text = look_at(visitor.get(address))
    assert "/aanvraag/bevestig/" in as_text.text
    answer = visitor.get(f"{address}html/")
    assert "/aanvraag/bevestig/" in answer.content.decode()
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "script-src 'none'" in policy
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("name", ["weg", "0" * 32])
def test_mail_that_is_not_there_is_not_found(visitor: Client, name: str) -> None:
    for view in ("demo_mail", "demo_mail_as_shown"):
        assert visitor.get(reverse(f"contact:{view}", args=[name])).status_code == 404
