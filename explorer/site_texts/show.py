"""The texts that an adopter may word: the inside shows its own words, pages ask for what holds."""

import re
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from django.db import Error, router, transaction

from explorer.site_texts.declared import TEXTS
from explorer.site_texts.models import OwnText

BETWEEN_PARAGRAPHS = re.compile(r"\n\s*\n")
LANGUAGES = ("nl", "en")
Paragraphs = tuple[str, ...]
Words = Mapping[tuple[str, str], Paragraphs]


@dataclass
class _Kept:
    """The own words as they were last read. One a process, for all its threads."""

    words: Words = field(default_factory=dict)


_kept = _Kept()


def site_texts() -> Words:
    """The paragraphs of each text by key and language: in own words, else in those of the page.

    While the database is away the last own words that were read stay.
    """
    with suppress(Error):
        _kept.words = {
            (text.key, language): paragraphs
            for text in OwnText.objects.all()
            for language in LANGUAGES
            if (paragraphs := paragraphs_of(getattr(text, language)))
        }
    shipped = {(text.key, language): text.in_language(language) for text in TEXTS for language in LANGUAGES}
    return {key: _kept.words.get(key) or paragraphs for key, paragraphs in shipped.items()}


def paragraphs_of(text: str) -> Paragraphs:
    """A text at its blank lines, each paragraph on one line."""
    parts = BETWEEN_PARAGRAPHS.split(text.replace("\r\n", "\n"))
    return tuple(said for part in parts if (said := " ".join(part.split())))


def show_texts(texts: Iterable[OwnText]) -> None:
    """Show exactly these texts in own words. Runs as `register_web`."""
    with transaction.atomic(using=router.db_for_write(OwnText)):
        shown = list(texts)
        OwnText.objects.exclude(key__in=[text.key for text in shown]).delete()
        OwnText.objects.bulk_create(
            shown, update_conflicts=True, unique_fields=["key"], update_fields=["nl", "en"]
        )
