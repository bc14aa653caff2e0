"""Pages that explain: there in both languages, before a release too, and true where code can say so."""

import pytest
from django.conf import settings
from django.test import Client

from explorer.contact.views import cookies as contact
from explorer.guide.cookies import cookies
from explorer.guide.help import KINDS
from tests.explorer.pages.conftest import look_at

pytestmark = pytest.mark.django_db
PAGES = ("/hulp-en-kosten/", "/voor-kandidaten/", "/privacy/", "/cookies/", "/toegankelijkheid/")


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_page_is_there_before_a_release(address: str, language: str) -> None:
    response = Client(headers={"accept-language": language}).get(address)
    assert response.status_code == 200
    page = look_at(response)
    assert page.one("html").attributes["lang"] == language
    assert len(page.all("h1")) == 1
    assert not response.cookies


@pytest.mark.parametrize("address", PAGES)
def test_every_page_leads_to_the_others(address: str) -> None:
    page = look_at(Client().get(address))
    assert set(PAGES) <= {link.attributes["href"] for link in page.all("a")}


def test_cookies_listed_are_those_set() -> None:
    set_here = {
        settings.LANGUAGE_COOKIE_NAME,
        settings.CSRF_COOKIE_NAME,
        contact.SELECTION,
        contact.SENT,
        contact.MINE,
    }
    assert {cookie.name for cookie in cookies()} == set_here


def test_help_says_who_gives_it_and_invents_no_amount() -> None:
    for one in KINDS:
        assert one.url.startswith("https://") and one.source and str(one.giver)
        # An amount needs a day on which somebody looked it up.
        assert not one.amount or one.checked_on
        assert "€" not in str(one.text) + str(one.cost)


@pytest.mark.parametrize(
    ("status", "words"), [("", "Nog niet onderzocht"), ("B", "Status B"), ("Z", "Nog niet")]
)
def test_accessibility_says_what_the_adopter_set(settings, status: str, words: str) -> None:  # type: ignore[no-untyped-def]
    settings.ACCESSIBILITY_STATUS = status
    assert words in look_at(Client(headers={"accept-language": "nl"}).get("/toegankelijkheid/")).text
