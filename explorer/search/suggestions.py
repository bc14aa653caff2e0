"""Suggestions for a text that is being typed."""

from dataclasses import dataclass

from django.http import QueryDict

from explorer.search.current import Current
from explorer.search.facets import BY_ATTRIBUTE, WORDS
from explorer.search.links import READ, canonical, search_url, with_option
from explorer.search.query import read_query
from explorer.search.wording import Amount, tight


@dataclass(frozen=True, slots=True)
class SuggestedWord:
    """A concept to choose; `via` is the name by which it was found, where its label does not show that."""

    text: str
    via: str
    amount: Amount
    url: str


@dataclass(frozen=True, slots=True)
class WordGroup:
    """Suggestions of one facet."""

    title: str
    words: tuple[SuggestedWord, ...]


def word_groups(now: Current, data: QueryDict, *, language: str) -> list[WordGroup]:
    """Suggestions for `q`, by facet; `data` is the whole form, so that what was chosen before stays."""
    asked = data.copy()
    text = str((asked.pop(WORDS, None) or [""])[-1])
    # What is typed now replaces the words before, so what those were read as goes too.
    asked.pop(READ, None)
    others = QueryDict(canonical(now, asked) or asked.urlencode())
    query = read_query(now, others)
    groups: dict[str, list[SuggestedWord]] = {}
    for found in now.matcher.suggest(text, language):
        facet = BY_ATTRIBUTE[now.vocabulary[found.concept].attribute]
        chosen = search_url(now.vocabulary, with_option(now.vocabulary, query, found.concept))
        word = SuggestedWord(tight(found.text), found.via, Amount(found.at_least, now.k), chosen)
        groups.setdefault(str(facet.label), []).append(word)
    return [WordGroup(title, tuple(words)) for title, words in groups.items()]


def place_names(now: Current, text: str, *, language: str) -> list[str]:
    """Municipalities and regions with a name that begins like this."""
    return [found.text for found in now.matcher.suggest_places(text, language)]
