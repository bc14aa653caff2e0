"""Small misspellings are understood, other words are not taken for them."""

import pytest

from explorer.words.spelling import misspelt, nearest

KNOWN = ("lasser", "schoonmaker", "concierge", "hovenier", "mboniveau2", "metselaar")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("schoonmaaker", "schoonmaker"),
        ("schonmakr", "schoonmaker"),
        ("hovennier", "hovenier"),
        ("ohvenier", "hovenier"),
        ("konsierge", "concierge"),
        ("metselar", "metselaar"),
    ],
)
def test_misspelling_leads_to_the_word(typed: str, meant: str) -> None:
    assert [known for _, known in misspelt(typed, KNOWN)] == [meant]


@pytest.mark.parametrize("typed", ["wasser", "lassr", "tovenier", "mboniveau3", "mattelaas", "xyz", ""])
def test_other_word_is_no_misspelling(typed: str) -> None:
    assert misspelt(typed, KNOWN) == []


def test_nearest_words_come_first() -> None:
    assert nearest("metselwerk", KNOWN, limit=1) == ["metselaar"]
