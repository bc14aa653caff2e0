"""A pasted vacancy: which wishes are read from it, what they count to, and that nothing is kept."""

import logging

import pytest
from django.test import Client

from explorer.guide.vacancy import LONGEST_TEXT, MOST_WISHES, parts, read_vacancy
from explorer.release.models import Release
from tests.explorer.guide import unseen_vacancies
from tests.explorer.guide.vacancies import RIGHT, TEXTS
from tests.explorer.pages.conftest import look_at
from tests.explorer.pages.markup import Element

TEXT = """Wij zoeken een orderpicker in Venray.
Je werkt 32 tot 40 uur. Geen diploma nodig."""
PRECISION = 0.9
FEWEST_READ = 150


def paste(visitor: Client, **form: object) -> Element:
    response = visitor.post("/vacature/", form)
    assert response.status_code == 200
    assert response["Cache-Control"] == "no-store"
    assert not response.cookies
    return look_at(response)


def precision(matcher, vocabulary, texts, right) -> tuple[int, int]:  # type: ignore[no-untyped-def]
    """How many wishes are right of how many that were read."""
    read = good = 0
    for text, wanted in zip(texts, right, strict=True):
        found = [str(vocabulary[number]) for number in read_vacancy(matcher, text)]
        read += len(found)
        good += len(set(found) & set(wanted.split()))
    return good, read


def test_wishes_of_thirty_vacancies_are_right(matcher, vocabulary) -> None:  # type: ignore[no-untyped-def]
    assert len(TEXTS) == 30
    good, read = precision(matcher, vocabulary, TEXTS, RIGHT)
    assert good / read >= PRECISION, f"{good} of {read}"
    assert read >= FEWEST_READ


def test_wishes_of_vacancies_nobody_tuned_on_are_right(matcher, vocabulary) -> None:  # type: ignore[no-untyped-def]
    good, read = precision(matcher, vocabulary, unseen_vacancies.TEXTS, unseen_vacancies.RIGHT)
    assert good / read >= PRECISION, f"{good} of {read}"


def test_what_is_not_needed_is_no_wish() -> None:
    assert list(parts("Rijbewijs B is niet nodig. Geen ervaring vereist.\nWel zin in werk.")) == [
        "Wel zin in werk"
    ]


@pytest.mark.parametrize("text", ["", "\0", "a" * LONGEST_TEXT, "x, " * 6_000, "<b>" * 5_000, "en " * 6_000])
def test_any_text_can_be_read(matcher, text: str) -> None:  # type: ignore[no-untyped-def]
    assert len(read_vacancy(matcher, text)) <= MOST_WISHES


@pytest.mark.django_db
class TestPage:
    @pytest.fixture(autouse=True)
    def _published(self, release: Release) -> None:
        """Every test here begins with the same release."""

    def test_wishes_are_ticked_and_counted(self, visitor: Client) -> None:
        page = paste(visitor, tekst=TEXT)
        ticked = {
            (box.attributes["name"], box.attributes["value"])
            for box in page.all("input", type="checkbox")
            if "checked" in box.attributes
        }
        assert ticked == {
            *(("taak", "orderpicken"), ("vaardigheid", "scannen"), ("plaats", "GM0984")),
            ("uren", "32-40"),
        }
        assert "Zonder deze wens: minstens" in page.text.replace("\N{NO-BREAK SPACE}", " ")

    def test_number_without_a_wish_is_that_of_the_search(self, visitor: Client) -> None:
        page = paste(visitor, taak="orderpicken", plaats="GM0984", rijbewijs="B")
        search = look_at(visitor.get("/kandidaten/?taak=orderpicken&plaats=GM0984"))
        without = search.one("data", id="aantal").attributes["value"]
        line = next(one.text for one in page.all("li", class_="explorer-tick") if "Rijbewijs" in one.text)
        assert f"Zonder deze wens: minstens {without}." in line.replace("\N{NO-BREAK SPACE}", " ")

    def test_several_conditions_are_never_counted_together(self, visitor: Client) -> None:
        page = paste(visitor, taak="orderpicken", uren="32-40", rijbewijs="B", opleiding="mbo-2")
        assert "samen: de adviseur weet het" in page.text
        assert "Zonder deze wens: de adviseur weet het." in page.text

    def test_text_is_kept_nowhere(self, visitor: Client, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        page = paste(visitor, tekst=f"{TEXT} Geheimwoord")
        assert "Geheimwoord" not in page.text
        assert "Geheimwoord" not in caplog.text

    def test_text_without_wishes_says_so(self, visitor: Client) -> None:
        assert "niets waarop wij kunnen zoeken" in paste(visitor, tekst="qwertyuiop").text

    @pytest.mark.parametrize("text", ["", " \r\n ", "a" * (LONGEST_TEXT + 1)])
    def test_wrong_text_is_said_beside_the_field(self, visitor: Client, text: str) -> None:
        response = visitor.post("/vacature/", {"tekst": text})
        assert response.status_code == 422
        page = look_at(response)
        assert page.one("title").text.startswith("Fout:")
        assert page.one("p", id="tekst-fout").text
        assert page.one("textarea").text == text.strip()

    def test_page_works_without_token_and_script(self, release: Release) -> None:
        strict = Client(enforce_csrf_checks=True)
        assert strict.post("/vacature/", {"tekst": TEXT}).status_code == 200
        assert not look_at(strict.get("/vacature/")).all("input", name="csrfmiddlewaretoken")
