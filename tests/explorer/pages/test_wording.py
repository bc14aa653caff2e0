"""How the wishes of a search are said in a sentence."""

import pytest

from explorer.search.wording import any_of, brief, wish
from tests.explorer.search.worlds import current_of
from tests.factories import releases

pytestmark = pytest.mark.django_db


def wished(attribute: str, label: str) -> str:
    words = (*releases.PLACES, releases.Word(attribute, "x", label))
    vocabulary = current_of(releases.publish_groups({}, words=words)).vocabulary
    return wish(vocabulary, vocabulary.find(attribute, "x").number)


@pytest.mark.parametrize(
    ("attribute", "label", "said"),
    [
        ("licence", "B: auto", "rijbewijs B"),
        ("licence", "Rijbewijs B (auto)", "rijbewijs B (auto)"),
        ("language", "Engels", "Engels"),
        ("hours", "24 tot 32 uur", "24 tot 32 uur"),
        ("availability", "Meteen beschikbaar", "meteen beschikbaar"),
    ],
)
def test_wish_is_said_once(attribute: str, label: str, said: str) -> None:
    assert wished(attribute, label).replace("\N{NO-BREAK SPACE}", " ") == said


def test_label_of_a_group_is_said_whole() -> None:
    whole = "Praktijkonderwijs, vso of vmbo"
    assert brief(whole).replace("\N{SOFT HYPHEN}", "") == whole


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Meteen beschikbaar", "Meteen"),
        ("24 tot 32 uur per week", "24 tot 32 uur"),
        ("Rijbewijs B (auto)", "Rijbewijs B"),
    ],
)
def test_card_leaves_out_what_its_icon_says(name: str, said: str) -> None:
    assert brief(name) == said


def test_same_name_is_said_once() -> None:
    assert any_of(["Heftruck rijden", "Heftruck rijden", "Orderpicken"]) == "Heftruck rijden of Orderpicken"
