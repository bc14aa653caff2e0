"""How pages write numbers, places and groups, in the language that is active."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from explorer.release.models import Area
from explorer.release.shapes import BY_NAME, REGIONAL_CONDITIONS, WHATS, AreaKind
from explorer.release.vocabulary import Vocabulary, is_of
from explorer.search.query import Query

# Options that say little without the name of their facet; all others are clear in a sentence.
PHRASES = {
    "licence": gettext_lazy("rijbewijs %(label)s"),
    "transport": gettext_lazy("vervoer: %(label)s"),
    "sector": gettext_lazy("sector %(label)s"),
}
# Attributes with labels that begin with a name or a code.
NAMES = ("language", "licence")

NBSP = "\N{NO-BREAK SPACE}"
# A number stays on the line of what it counts, and of the one after "tot": 24 tot 32 uur, 15 km.
AFTER_NUMBER = re.compile(r"(?<=\d) (?=\w)")
BEFORE_NUMBER = re.compile(r"\b(tot|to|[Mm]bo) (?=\d)")
HYPHEN = re.compile(r"(?<=\d)-(?=\d)")
SAID_BY_ICON = re.compile(r" (per week|a week|beschikbaar|\([^)]*\))$")
SOFT_HYPHEN = "\N{SOFT HYPHEN}"
# Bars in the picture of a size; the fifth is for 16 k people or more.
FULL = 5


class Written(NamedTuple):
    """The forms of an amount in one language."""

    least: str
    shown: str
    small: str
    words: str
    html: SafeString


@dataclass(frozen=True)
class Amount:
    """A label, or 0 for what is not published: `level` bars of five, `shown` with separators of thousands.

    `fewest` is the number from which it would be, k for none, 0 where no single number says that.
    In a template it is its short form, with the long one for screen readers.
    """

    number: int
    k: int
    fewest: int | None = None

    @property
    def level(self) -> int:
        return min(FULL, (self.number // self.k).bit_length())

    @property
    def limit(self) -> int:
        """The number from which it would be published."""
        return self.k if self.fewest is None else self.fewest

    @cached_property
    def written(self) -> Written:
        """Its forms in the language that is active when it is first shown."""
        return _written(self.number, self.limit, get_language())

    @property
    def least(self) -> str:
        """What is said before the number: minstens."""
        return self.written.least

    @property
    def shown(self) -> str:
        """The number itself, with separators of thousands."""
        return self.written.shown

    @property
    def small(self) -> str:
        """The short form, beside an option, on a card or on a map."""
        return self.written.small

    @property
    def words(self) -> str:
        """The form in a sentence, without capital."""
        return self.written.words

    def __html__(self) -> str:
        return self.written.html


@lru_cache(maxsize=1024)
def _written(number: int, limit: int, language: str | None) -> Written:
    """A page writes some hundred amounts, of a dozen different numbers."""
    shown = number_format(number, use_l10n=True, force_grouping=True)
    if number:
        least = _("minstens")
        html = format_html(
            '<span class="explorer-sr">{} </span>{}<span aria-hidden="true">+</span>', least, shown
        )
        words = _("minstens %(number)s") % {"number": shown}
        return Written(least, shown, f"{shown}+", words, html)
    small, words = "–", _("te weinig om te tonen, of niemand")
    if limit:
        small, words = f"<{limit}", _("minder dan %(k)d, of niemand") % {"k": limit}
    html = format_html('<span class="explorer-sr">{}</span><span aria-hidden="true">{}</span>', words, small)
    return Written("", shown, small, words, html)


def fewest(area: Area | None, attribute: str, *, k: int) -> int:
    """From how many people a group of an area is published with a condition of an attribute ("" for none).

    0 where no single number says that: a sum of municipalities (no area), and a second what.
    """
    if area is None or attribute in WHATS:
        return 0
    if attribute in REGIONAL_CONDITIONS:
        return max(k, BY_NAME["regional-condition"].least)
    # Only pure circles: one that is a municipality too is published as that.
    if attribute and area.kinds == AreaKind.CIRCLE:
        return max(k, BY_NAME["circle-condition"].least)
    return k


def tight(text: str) -> str:
    """A text that does not break inside a number with its unit or a range."""
    text = BEFORE_NUMBER.sub(rf"\1{NBSP}", AFTER_NUMBER.sub(NBSP, text))
    return HYPHEN.sub("\N{WORD JOINER}-\N{WORD JOINER}", text)


def name_of(vocabulary: Vocabulary, number: int) -> str:
    """What pages call a concept, in a form that does not break inside a number."""
    return names_of(vocabulary)[number]


def names_of(vocabulary: Vocabulary) -> dict[int, str]:
    """What pages call all concepts, by number."""
    return _names(vocabulary, get_language())


@lru_cache(maxsize=8)
def _names(vocabulary: Vocabulary, language: str | None) -> dict[int, str]:
    """All names in the active language, made once per release."""
    return {number: tight(concept.label) for number, concept in vocabulary.concepts.items()}


def any_of(names: Sequence[str]) -> str:
    """Names of which one is enough: a, b of c."""
    return _joined(names, _("of"))


def all_of(names: Sequence[str]) -> str:
    """Names that belong together: a, b en c."""
    return _joined(names, _("en"))


def _joined(names: Sequence[str], word: str) -> str:
    names = list(dict.fromkeys(names))  # a task and a skill may have one name
    return f" {word} ".join([*([", ".join(names[:-1])] if names[:-1] else []), *names[-1:]])


def labels(vocabulary: Vocabulary, numbers: Iterable[int]) -> list[str]:
    """What pages call these concepts."""
    names = names_of(vocabulary)
    return [names[number] for number in numbers]


def wish(vocabulary: Vocabulary, option: int) -> str:
    """A condition in the middle of a sentence: 24 tot 32 uur, rijbewijs B, meteen beschikbaar."""
    concept = vocabulary[option]
    label = name_of(vocabulary, option)
    if concept.attribute == "licence":
        # The rest explains the letter, which is too long for a sentence.
        label = label.partition(":")[0]
    phrase = str(PHRASES.get(concept.attribute, "%(label)s"))
    named = phrase.partition("%")[0].strip().casefold()
    # A label such as "Rijbewijs B" names its facet itself.
    is_named = bool(named) and named in label.casefold()
    if (is_named or concept.attribute not in NAMES) and label[1:2].islower():
        label = label[:1].lower() + label[1:]
    if is_named:
        return label
    return phrase % {"label": label}


def wishes(vocabulary: Vocabulary, options: Iterable[int]) -> str:
    """Conditions of which one is enough."""
    return any_of([wish(vocabulary, option) for option in options])


def brief(name: str) -> str:
    """A name for the fixed row of a card, without what the icon says already."""
    return SAID_BY_ICON.sub("", name).replace("onderwijs", f"{SOFT_HYPHEN}onderwijs")


def within(vocabulary: Vocabulary, centre: int, km: int) -> str:
    """A circle in words."""
    return tight(_("binnen %(km)d km van %(place)s") % {"km": km, "place": name_of(vocabulary, centre)})


def region_name(vocabulary: Vocabulary, region: int) -> str:
    """The short name of a region, without the word itself."""
    return name_of(vocabulary, region).removeprefix("Regio ")


def area_name(vocabulary: Vocabulary, area: Area, *, centre: int | None = None, km: int | None = None) -> str:
    """An area as the title of a card names it; one that has several names takes the one that is asked."""
    circles = vocabulary.circles_of(area.number)
    asked = [circle for circle in circles if circle[0] == centre]
    exact = [circle for circle in asked if circle[1] == km]
    if asked and not is_of(area, AreaKind.MUNICIPALITY):
        return within(vocabulary, *(exact or asked)[0])
    if area.concept is not None:
        return place_name(vocabulary, area.concept)
    if is_of(area, AreaKind.COUNTRY):
        return _("heel Nederland")
    return within(vocabulary, *circles[0]) if circles else all_of(labels(vocabulary, area.members))


def place_name(vocabulary: Vocabulary, place: int) -> str:
    """A municipality by its name, a region as one."""
    if vocabulary[place].parent is None:
        return _("regio %(name)s") % {"name": region_name(vocabulary, place)}
    return name_of(vocabulary, place)


def in_area(vocabulary: Vocabulary, area: Area, *, centre: int | None = None, km: int | None = None) -> str:
    """An area with its preposition, for the middle of a sentence."""
    name = area_name(vocabulary, area, centre=centre, km=km)
    if area.concept is None and not is_of(area, AreaKind.COUNTRY):
        return name
    if area.concept is not None and vocabulary[area.concept].parent is None:
        return _("in de %(place)s") % {"place": name}
    return _("in %(place)s") % {"place": name}


def where(vocabulary: Vocabulary, query: Query) -> str:
    """Where a query looks, with its preposition; empty where it looks everywhere."""
    parts = []
    if query.centre:
        parts.append(within(vocabulary, query.centre, query.km or 0))
    if query.places:
        names = [place_name(vocabulary, place) for place in query.places]
        parts.append(_("in %(place)s") % {"place": any_of(names)})
    return any_of(parts)


def title(vocabulary: Vocabulary, query: Query) -> str:
    """What a query asks, as heading and title say it."""
    what = any_of(labels(vocabulary, query.whats)) or _("Alle kandidaten")
    conditions = [wishes(vocabulary, options) for options in query.wishes.values()]
    return ", ".join(part for part in (what, where(vocabulary, query), *conditions) if part)


# Groups of tasks that have a picture of their own in icons.svg, as work-<code>.
PICTOGRAMS = frozenset(
    (
        *("bouwen-en-afwerken", "computer-en-media", "groen-en-buiten", "kantoor-en-administratie"),
        *("keuken-en-bediening", "magazijn-en-logistiek", "productie", "schoonmaak-en-was"),
        *("techniek-en-reparatie", "toezicht-en-beheer", "vervoer-en-bezorgen", "werken-met-dieren"),
        *("winkel-en-verkoop", "zorg-en-ondersteuning"),
    )
)


def pictogram(vocabulary: Vocabulary, what: int) -> str:
    """The picture of work: that of its group of tasks, or one for all other work."""
    if what:
        root = [what, *vocabulary.ancestors(what)][-1]
        if vocabulary[root].attribute == "task" and vocabulary[root].code in PICTOGRAMS:
            return f"work-{vocabulary[root].code}"
    return "work"
