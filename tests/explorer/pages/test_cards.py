"""A card: a generated headline, what fits first, and words instead of a score."""

from dataclasses import dataclass

import pytest
from django.http import QueryDict
from django.utils import translation

from explorer.release.models import Release
from explorer.search.presentation.addresses import Addresses
from explorer.search.presentation.cards import cards as cards_of
from explorer.search.presentation.headline import DASH, headline
from explorer.search.presentation.prepared import prepared
from explorer.search.results import search
from tests.explorer.pages.markup import Element, parse
from tests.factories import releases

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Card:
    """A card as it can be read; of a mark its answer, what a screen reader says first, and its text."""

    title: str
    url: str
    fit: str
    marks: tuple[tuple[str, str, str], ...]
    tags: tuple[str, ...]


def cards(query: str, *facts: tuple[str, str], people: int = 1) -> Card:
    releases.publish([(people, facts)])
    page = search(QueryDict(query))
    assert page is not None
    html = cards_of(prepared(page.index), page.profiles, profile_url=Addresses(page.query).profile)
    shown = parse(html).one("article")
    link = shown.one("h3").one("a")
    return Card(
        title=link.children[0],
        url=link.attributes["href"],
        fit=" ".join(strong.text for strong in shown.all("strong")),
        marks=tuple(map(mark, shown.all(class_="explorer-verdict"))),
        tags=tuple(tag.text for tag in shown.all("li", class_="utrecht-data-badge")),
    )


def mark(shown: Element) -> tuple[str, str, str]:
    word = shown.one("span", class_="explorer-sr").text
    answer = shown.attributes["class"].rpartition("--")[2]
    return answer, word, shown.text.removeprefix(word).strip()


def plain(title: str) -> str:
    return title.replace("\N{NO-BREAK SPACE}", " ").replace(DASH, "–")


VENLO, ORDERS, PACKING = ("place", "GM0983"), ("task", "orderpicken"), ("task", "inpakken")


def test_headline_joins_work_hours_and_place() -> None:
    shown = cards("", VENLO, ORDERS, ("task", "snoeien"), ("hours", "16-24"), ("hours", "24-32"))
    assert plain(shown.title) == "Orderpicken en snoeien · 16–32 uur · Venlo"


def test_labels_with_their_own_and_are_joined_by_a_comma() -> None:
    shown = cards("", VENLO, ORDERS, PACKING, ("hours", "8-16"))
    assert plain(shown.title) == "Orderpicken, inpakken en sorteren · 8–16 uur · Venlo"


def test_hours_that_do_not_touch_stay_apart() -> None:
    shown = cards("", VENLO, ORDERS, ("hours", "8-16"), ("hours", "24-32"))
    assert "8–16 uur en 24–32 uur" in plain(shown.title)


def test_headline_says_what_is_not_known() -> None:
    shown = cards("", ("hours", "niet-vastgelegd"))
    assert plain(shown.title) == "Soort werk nog niet bekend · uren niet bekend · plaats niet bekend"


def test_group_of_hours_is_told_as_a_group() -> None:
    assert "minder dan 24 uur" in cards("", VENLO, ORDERS, ("hours", "tot-24")).title


def test_card_says_how_many_wishes_fit_and_which() -> None:
    shown = cards("taak=orderpicken&rijbewijs=B&vanuit=Venlo", VENLO, ORDERS)
    assert shown.fit == "Past bij 2 van uw 3 wensen, 1 is onbekend"
    assert shown.marks == (
        ("yes", "Past:", "Venlo"),
        ("yes", "Past:", "Orderpicken"),
        ("unknown", "Onbekend:", "rijbewijs: niet vastgelegd"),
    )


def test_generalised_fact_is_named_as_the_reason() -> None:
    shown = cards("taak=orderpicken", VENLO, ("task", "logistiek"))
    assert shown.marks[0][2] == "taken: alleen “Magazijn en logistiek” bekend"


def test_nothing_certain_is_not_called_a_match() -> None:
    shown = cards("taak=orderpicken&rijbewijs=B", VENLO)
    assert shown.fit == "Wij weten niet of uw wensen passen"


def test_without_wishes_there_is_no_verdict() -> None:
    shown = cards("", VENLO, ORDERS)
    assert (shown.fit, shown.marks) == ("", ())


def test_tags_do_not_repeat_what_is_told_already() -> None:
    shown = cards(
        "vaardigheid=scannen", VENLO, ORDERS, ("skill", "scannen"), ("skill", "sorteren"), ("licence", "B")
    )
    assert shown.tags == ("Sorteren", "B (auto)")


def test_address_of_a_profile_keeps_the_search() -> None:
    shown = cards("taak=orderpicken&pagina=1&onzin=x", VENLO, ORDERS)
    assert shown.url.endswith("/?taak=orderpicken")


def test_headline_follows_the_language(release: Release) -> None:
    page = search(QueryDict("licence="))
    assert page is not None
    with translation.override("en"):
        titles = {plain(headline(row.shown)) for row in page.profiles}
    assert any("hours not known · Venlo" in title for title in titles)
