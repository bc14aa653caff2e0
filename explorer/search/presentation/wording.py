"""Small things about words and numbers."""

from collections.abc import Sequence
from functools import cache

from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from explorer.search.facets import BY_NAME, WORDS

SELF_EXPLANATORY = (WORDS, "plaats", "uren")


def number(count: int) -> str:
    """A number as people of this language write it: 1.412 or 1,412."""
    return str(count) if count < 1000 else f"{count:,}".replace(",", _between_thousands(get_language()))


@cache
def _between_thousands(language: str | None) -> str:
    """As Django writes it. Asked once: to have it write a hundred new numbers took a tenth of a page."""
    return number_format(1000, use_l10n=True, force_grouping=True).strip("01")


def running(label: str) -> str:
    """A label inside a sentence: without its capital, unless the whole word is in capitals."""
    return label if label[1:2].isupper() or not label[1:2].isalpha() else label[:1].lower() + label[1:]


def listed(words: Sequence[str]) -> str:
    """Words joined as in speech: a, b and c; by commas alone where a word has an "and" of its own."""
    joined = _("%(first)s en %(last)s")
    conjunction = joined % {"first": "", "last": ""}
    if len(words) < 2 or any(conjunction in word for word in words):
        return ", ".join(words)
    return joined % {"first": ", ".join(words[:-1]), "last": words[-1]}


def sentence_case(text: str) -> str:
    """A text as it stands at the beginning of a line."""
    return text[:1].upper() + text[1:]


def named(facet: str, text: str) -> str:
    """What was chosen, with the name of its facet where the words alone would not say enough."""
    return text if facet in SELF_EXPLANATORY else f"{BY_NAME[facet].label}: {text}"
