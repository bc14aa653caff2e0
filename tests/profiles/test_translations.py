"""Both languages are complete: every text of the register has its English, and none its own way in Dutch."""

import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.utils import translation

from tests.database import ROOT
from tests.explorer.pages.messages import Message, of_python, of_template

CATALOGUE = ROOT / "profiles" / "locale" / "en" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|</?\w+>")


@pytest.fixture(scope="module")
def translated() -> dict[Message, polib.POEntry]:
    return {(entry.msgid, entry.msgid_plural): entry for entry in polib.pofile(str(CATALOGUE))}


@pytest.fixture(scope="module")
def shown() -> dict[Message, str]:
    """Every text of the register's sources, with the file it stands in."""
    found: dict[Message, str] = {}
    for path in sorted(sources()):
        read = of_template if path.suffix == ".html" else of_python
        found.update(dict.fromkeys(read(path.read_text(encoding="utf-8")), str(path.relative_to(ROOT))))
    return found


def sources() -> Iterator[Path]:
    yield from (ROOT / "templates" / "profiles").rglob("*.html")
    yield from (ROOT / "templates" / "admin").rglob("*.html")
    yield from (path for path in (ROOT / "profiles").rglob("*.py") if "migrations" not in path.parts)


def texts(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_every_text_has_an_english_one(
    shown: dict[Message, str], translated: dict[Message, polib.POEntry]
) -> None:
    assert shown
    missing = {
        message: place
        for message, place in shown.items()
        if message not in translated or not all(texts(translated[message]))
    }
    assert missing == {}


def test_no_translation_is_left_over(
    shown: dict[Message, str], translated: dict[Message, polib.POEntry]
) -> None:
    assert translated.keys() - shown.keys() == set()


def test_translations_keep_their_placeholders(translated: dict[Message, polib.POEntry]) -> None:
    for entry in translated.values():
        for text in texts(entry):
            assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(entry.msgid)), entry.msgid


def test_nothing_is_marked_as_unsure(translated: dict[Message, polib.POEntry]) -> None:
    assert not [entry.msgid for entry in translated.values() if "fuzzy" in entry.flags]


def test_dutch_is_shown_as_it_is_written(shown: dict[Message, str]) -> None:
    """A Dutch text that is also an English one of Django would come out in Django's words."""
    with translation.override("nl"):
        others = {one for one, plural in shown if not plural and translation.gettext(one) != one}
    assert others == set()
