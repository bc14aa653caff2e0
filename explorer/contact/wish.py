"""The wish of a request: a search, or the groups that were chosen, in words of both languages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from urllib.parse import urlencode

from django.db.models import Q
from django.http import QueryDict
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language

from explorer.contact.models.request import LONGEST_QUERY, MOST_GROUPS
from explorer.release.coded_groups import CodedGroup, code_of, groups_of
from explorer.release.group_code import MistypedCode, read_code
from explorer.release.models import Group
from explorer.release.shapes import PLACE, WHATS
from explorer.search.answer import answer
from explorer.search.current import Current
from explorer.search.links import group_url, parameters, query_of_group, read_group
from explorer.search.query import Query, read_query
from explorer.search.wording import Amount, title

# The parameter of a group: its code, or what its address says behind /profiel/.
GROUP = "groep"
LANGUAGES = ("nl", "en")
# What keeps words together on a page is in the way in a mail, a table or a search.
PLAIN = str.maketrans({"\N{NO-BREAK SPACE}": " ", "\N{WORD JOINER}": None})


@dataclass(frozen=True)
class WishedGroup:
    """A group that is asked for; `words` by language. `amount` is 0 where it is not published."""

    code: str
    words: dict[str, str]
    url: str
    amount: Amount

    @property
    def name(self) -> str:
        return self.words[_language()]


@dataclass(frozen=True)
class RequestWish:
    """What a request asks for. `query` is canonical; `places` are codes, a municipality before its region.

    `typed`: unknown words, which found nothing. Empty: "we help you to find out".
    """

    query: str
    groups: tuple[WishedGroup, ...]
    search_words: dict[str, str]
    places: tuple[str, ...]
    amount: Amount | None
    typed: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.query or self.groups)

    @property
    def words(self) -> dict[str, str]:
        """All that is asked for, by language."""
        return {
            language: "; ".join(filter(None, (searched, *(group.words[language] for group in self.groups))))
            for language, searched in self.search_words.items()
        }

    @property
    def name(self) -> str:
        return self.words[_language()]

    @property
    def search_name(self) -> str:
        return self.search_words[_language()]

    @property
    def parameters(self) -> str:
        """The query string that asks for the same, with its question mark."""
        groups = urlencode([(GROUP, group.code) for group in self.groups])
        both = "&".join(part for part in (self.query, groups) if part)
        return f"?{both}" if both else ""

    @property
    def back(self) -> str:
        """Where the wish is changed."""
        if self.query:
            return f"{reverse('search:candidates')}?{self.query}"
        return self.groups[0].url if self.groups else reverse("search:candidates")


# What is asked for where nothing was searched for.
NOTHING = RequestWish("", (), dict.fromkeys(LANGUAGES, ""), (), None)


def read_wish(now: Current, data: QueryDict, *, chosen: Sequence[str] = ()) -> RequestWish:
    """The wish of an address: a search, groups by `groep`, and groups that were chosen before.

    What cannot be read is left out; a request can always be sent.
    """
    asked = data.copy()
    names = [*asked.pop(GROUP, []), *chosen]
    query = read_query(now, asked)
    keys = dict.fromkeys(key for name in names if (key := read_name(now, str(name))) is not None)
    # An address can name any number; each costs a look-up and a place in the mail.
    chosen_keys = list(keys)[:MOST_GROUPS]
    published = _labels(now, chosen_keys)
    groups: list[WishedGroup] = []
    for key in chosen_keys:
        area = now.vocabulary.areas[key.area]
        search = query_of_group(now.vocabulary, key.what, area, key.condition, centre=key.centre)
        groups.append(
            WishedGroup(
                code=code_of(now.vocabulary, key),
                words={language: _title(now, search, language) for language in LANGUAGES},
                url=group_url(now.vocabulary, key.what, area, key.condition, centre=key.centre),
                amount=Amount(published.get(key, 0), now.k),
            )
        )
    pairs = [pair for pair in parameters(now.vocabulary, query) if pair[0] != "pagina"]
    written = urlencode(pairs)
    # Only of words and codes that exist; longer ones would be cut in the middle of one.
    while len(written) > LONGEST_QUERY:
        pairs.pop()
        written = urlencode(pairs)
    # A municipality goes before its region, so that the nearest desk is found first.
    places: list[str] = []
    numbers = [*([query.centre] if query.centre else []), *query.places]
    for key in keys:
        area = now.vocabulary.areas[key.area]
        numbers.append(key.centre or area.concept or area.members[0])
    for number in numbers:
        place = now.vocabulary[number]
        places.append(place.code)
        if place.parent is not None:
            places.append(now.vocabulary[place.parent].code)
    return RequestWish(
        query=written,
        groups=tuple(groups),
        search_words={language: _title(now, query, language) for language in LANGUAGES},
        places=tuple(dict.fromkeys(places)),
        amount=None if query.is_empty else Amount(answer(now, query).at_least, now.k),
        typed=query.text if query.finds_nothing else "",
    )


def read_name(now: Current, name: str) -> CodedGroup | None:
    """The group of a code, or of what its address says behind /profiel/; None for anything else."""
    # A code was read aloud or typed, an address was copied.
    if "/" not in name:
        try:
            found = groups_of(now.vocabulary, read_code(name))
        except MistypedCode:
            return None
        labels = _labels(now, found)
        # Two groups rarely share a code; the published one is meant.
        return max(found, key=lambda key: labels.get(key, 0), default=None)
    parts = name.strip("/").removeprefix("profiel/").split("/")
    group = read_group(now, *parts) if len(parts) in (2, 3) else None
    if group is None:
        return None
    middle = now.vocabulary.find(PLACE, parts[1].partition("-")[0])
    is_circle = middle is not None and "-" in parts[1]
    return CodedGroup(group[0], group[1].number, group[2], middle.number if middle and is_circle else None)


def code_of_name(now: Current, name: str) -> str:
    """The code of a group that is named by its code or its address; empty for anything else."""
    key = read_name(now, name)
    return "" if key is None else code_of(now.vocabulary, key)


def _title(now: Current, query: Query, language: str) -> str:
    """A query in words; empty where nothing is asked or only unknown words."""
    if query.is_empty or query.finds_nothing:
        return ""
    with translation.override(language):
        return title(now.vocabulary, query).translate(PLAIN)


def _labels(now: Current, keys: Iterable[CodedGroup]) -> dict[CodedGroup, int]:
    """The label of each of these that is published. One statement."""
    rows: dict[CodedGroup, tuple[int, int, int]] = {}
    for key in keys:
        first, second = key.what, key.condition
        # The table has of two whats the lower number first.
        if first and second and now.vocabulary[second].attribute in WHATS:
            first, second = min(first, second), max(first, second)
        rows[key] = first, key.area, second
    if not rows:
        return {}
    asked = reduce(or_, (Q(what=what, area=area, condition=other) for what, area, other in rows.values()))
    published = Group.objects.filter(asked, release=now.release)
    found = {(group.what, group.area, group.condition): group.at_least for group in published}
    return {key: found[row] for key, row in rows.items() if row in found}


def _language() -> str:
    return "en" if (get_language() or "nl").startswith("en") else "nl"
