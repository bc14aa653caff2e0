"""What holds now. Read from the database once in a while, since every page and job asks."""

import time
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import get_language

from profiles.configuration.models import Configuration, ShortText
from profiles.configuration.texts import BY_KEY
from profiles.configuration.values import Values, defaults

SECONDS = 20
"""After this time another process has seen a change."""


@dataclass(frozen=True)
class Known:
    """What was read: values (None: the defaults hold), texts by key and language, and when."""

    values: Values | None
    texts: Mapping[tuple[str, str], str]
    read_at: float


_known: list[Known] = []


def values() -> Values:
    """The settings that hold now."""
    return _read().values or defaults()


def wording(key: str) -> str:
    """A short text in the language of the request. KeyError for one that is not declared."""
    language = "en" if (get_language() or "nl").startswith("en") else "nl"
    return _read().texts.get((key, language)) or str(BY_KEY[key].default)


def forget() -> None:
    """Read anew at the next question: something was saved."""
    _known.clear()


def remember(known: Known) -> None:
    """Take this for what is in the database."""
    # One assignment: another thread reads the old values or the new, never half of them.
    _known[:] = [known]


def _read() -> Known:
    if not _known or time.monotonic() - _known[0].read_at > SECONDS:
        row = Configuration.objects.filter(pk=1).first()
        texts = {
            (key, language): text
            for key, nl, en in ShortText.objects.values_list("key", "nl", "en")
            for language, text in (("nl", nl), ("en", en))
        }
        remember(Known(row.values() if row else None, texts, time.monotonic()))
    return _known[0]
