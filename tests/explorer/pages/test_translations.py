"""Both languages are complete: every text of the public site has its English."""

import re
from collections.abc import Iterator

import polib
import pytest

from tests.database import ROOT
from tests.explorer.pages.messages import Message, messages, of_python, of_template

CATALOGUE = ROOT / "explorer" / "locale" / "en" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|</?\w+>")


@pytest.fixture(scope="module")
def translated() -> dict[Message, polib.POEntry]:
    catalogue = polib.pofile(str(CATALOGUE))
    return {(entry.msgid, entry.msgid_plural): entry for entry in catalogue}


def test_every_text_has_an_english_one(translated: dict[Message, polib.POEntry]) -> None:
    missing = {
        one: place
        for one, place in messages().items()
        if one not in translated or not all(texts(translated[one]))
    }
    assert missing == {}


def test_no_translation_is_left_over(translated: dict[Message, polib.POEntry]) -> None:
    assert set(translated) - set(messages()) == set()


def test_translations_keep_their_placeholders(translated: dict[Message, polib.POEntry]) -> None:
    for entry in translated.values():
        for text in texts(entry):
            assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(entry.msgid)), entry.msgid


def test_nothing_is_marked_as_unsure(translated: dict[Message, polib.POEntry]) -> None:
    assert not [entry.msgid for entry in translated.values() if "fuzzy" in entry.flags]


def test_texts_are_found_in_both_kinds_of_source() -> None:
    """The finder itself: a text that it overlooked would never be missed."""
    template = (
        '{% load i18n %}{% translate "Eén" %}{% blocktranslate trimmed count n=n %}\n{{ n }} man'
        "{% plural %}{{ n }} mannen{% endblocktranslate %}<p title=\"{% translate 'Twee' %}\">"
    )
    assert set(of_template(template)) == {("Eén", ""), ("%(n)s man", "%(n)s mannen"), ("Twee", "")}
    code = "_('Drie')\nngettext('vier', 'vijf', n)\nx = gettext_lazy(\n  'zes')"
    assert set(of_python(code)) == {("Drie", ""), ("vier", "vijf"), ("zes", "")}


def texts(entry: polib.POEntry) -> Iterator[str]:
    yield from entry.msgstr_plural.values() if entry.msgid_plural else (entry.msgstr,)
