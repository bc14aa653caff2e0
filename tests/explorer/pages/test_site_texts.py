"""Texts that an adopter worded are on the pages in both languages; all others are as the pages have them."""

import re
from collections.abc import Callable

import pytest
from django.db import OperationalError
from django.test import Client

from explorer.site_texts.declared import TEXTS
from explorer.site_texts.models import OwnText
from explorer.site_texts.show import paragraphs_of, show_texts, site_texts
from explorer.web.pages import forget_desk
from tests.database import ROOT, as_owner

pytestmark = pytest.mark.django_db
PAGES = {
    "site_notice": "/privacy/",
    "start": "/",
    "who": "/",
    "help": "/hulp-en-kosten/",
    "help_end": "/hulp-en-kosten/",
    "candidates": "/voor-kandidaten/",
    "candidates_stop": "/voor-kandidaten/",
    "candidates_question": "/voor-kandidaten/",
    "privacy_rights": "/privacy/",
    "contact": "/aanvraag/",
}


def word(key: str, *, nl: str = "", en: str = "") -> None:
    """As the inside shows a text."""
    with as_owner():
        show_texts([*OwnText.objects.exclude(key=key), OwnText(key=key, nl=nl, en=en)])
    forget_desk()


def test_every_text_stands_on_a_page() -> None:
    pages = "".join(path.read_text() for path in (ROOT / "templates" / "explorer").rglob("*.jinja"))
    named = set(re.findall(r'(?:told|site_text)\("(\w+)"', pages))
    assert named == {text.key for text in TEXTS} == set(PAGES)


@pytest.mark.usefixtures("release")
@pytest.mark.parametrize("key", sorted(PAGES))
def test_own_words_are_on_the_page_and_escaped(key: str, visit: Callable, visitor: Client) -> None:
    address = PAGES[key]
    own = {text.key: text.in_language("nl") for text in TEXTS}[key]
    before = visit(address).text
    assert all(paragraph in before for paragraph in own)
    word(key, nl="Eén <b>zin</b>.\r\n\r\nNog een.", en="One sentence.")
    page = visit(address)
    assert "Eén <b>zin</b>." in page.text
    assert "<p" in visitor.get(address).content.decode().split("Nog een.")[0][-40:]
    assert not any(paragraph in page.text for paragraph in own)
    english = visit(address, accept_language="en").text
    assert "One sentence." in english and "Nog een." not in english
    word(key)
    assert all(paragraph in visit(address).text for paragraph in own)


@pytest.mark.usefixtures("release")
def test_language_without_own_words_has_those_of_the_page(visit: Callable) -> None:
    word("start", nl="Zoek maar.")
    [shipped] = {text.key: text.in_language("en") for text in TEXTS}["start"]
    assert shipped.startswith("Search") and shipped in visit("/", accept_language="en").text


@pytest.mark.usefixtures("release")
def test_page_that_a_visitor_has_is_asked_anew_after_a_change(visitor: Client) -> None:
    tag = visitor.get("/")["ETag"]
    assert visitor.get("/", headers={"if-none-match": tag}).status_code == 304
    word("start", nl="Zoek maar.")
    assert visitor.get("/", headers={"if-none-match": tag}).status_code == 200


def test_last_words_stay_while_the_database_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    word("start", nl="Zoek maar.")
    assert site_texts()["start", "nl"] == ("Zoek maar.",)

    def away() -> None:
        raise OperationalError

    monkeypatch.setattr(OwnText.objects, "all", away)
    assert site_texts()["start", "nl"] == ("Zoek maar.",)


def test_paragraphs_are_parted_by_a_blank_line() -> None:
    assert paragraphs_of(" a\nb \n \n\n c \r\n\r\n") == ("a b", "c")
    assert paragraphs_of(" \n") == ()
