"""Pages that explain: there in both languages, before a release too, and true where code can say so."""

from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from explorer.contact.views import cookies as contact
from explorer.guide.cookies import cookies
from explorer.guide.help import KINDS
from explorer.guide.help_facts import OWN, check_facts
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
        assert one.facts.url.startswith("https://") and one.facts.source and str(one.giver)
        # The project checked none of them with its source: that is for whoever shows them to employers.
        assert not one.facts.amount and one.facts.checked_on is None
        assert "€" not in str(one.text) + str(one.cost)


def test_amount_that_is_not_filled_in_is_said() -> None:
    page = look_at(Client(headers={"accept-language": "nl"}).get("/hulp-en-kosten/"))
    assert page.text.count("nog niet ingevuld door deze regio") == len(KINDS)


FILLED = (OWN.read_text("utf-8")).replace(
    "[trial]", '[trial]\namount_nl = "geen loon"\namount_en = "no wages"\nchecked_on = 2026-11-02'
)


def test_region_fills_in_its_own_amounts(settings, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    settings.HELP_FACTS = str(tmp_path / "help.toml")
    Path(settings.HELP_FACTS).write_text(FILLED)
    assert check_facts() == []
    page = look_at(Client(headers={"accept-language": "nl"}).get("/hulp-en-kosten/"))
    assert "Bedrag: geen loon" in page.text and "Nagekeken op 2 november 2026." in page.text


@pytest.mark.parametrize(
    "wrong",
    [
        FILLED.replace("checked_on = 2026-11-02", ""),
        FILLED.replace('amount_en = "no wages"', ""),
        FILLED.replace("https://www.belastingdienst.nl/", "http://x.example/"),
        FILLED.replace("[tax]", "[other]"),
        FILLED.replace("[tax]", "tax]"),
        FILLED + 'price = "1"',
    ],
    ids=["no day", "one language", "no https", "one is missing", "no toml", "unknown word"],
)
def test_facts_that_cannot_be_right_are_refused_at_start(settings, tmp_path: Path, wrong: str) -> None:  # type: ignore[no-untyped-def]
    settings.HELP_FACTS = str(tmp_path / "help.toml")
    Path(settings.HELP_FACTS).write_text(wrong)
    [found] = check_facts()
    assert found.id == "guide.E001"


@pytest.mark.parametrize(
    ("status", "words"), [("", "Nog niet onderzocht"), ("B", "Status B"), ("Z", "Nog niet")]
)
def test_accessibility_says_what_the_adopter_set(settings, status: str, words: str) -> None:  # type: ignore[no-untyped-def]
    settings.ACCESSIBILITY_STATUS = status
    assert words in look_at(Client(headers={"accept-language": "nl"}).get("/toegankelijkheid/")).text
