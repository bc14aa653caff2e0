"""What an employer asks: the `Query`, and the one reader of a query string, which drops nothing unsaid."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django_filters import CharFilter, FilterSet, NumberFilter, TypedChoiceFilter
from django_filters.filters import Filter

from explorer.release.models import Group
from explorer.release.shapes import PLACE
from explorer.release.vocabulary import Vocabulary
from explorer.search.current import Current
from explorer.search.facets import (
    BY_ATTRIBUTE,
    CONDITION_FACETS,
    DEFAULT_DISTANCE,
    DISTANCES,
    FACETS,
    WHAT_FACETS,
    WORDS,
    Facet,
)
from explorer.words.reading import Reading

LONGEST_TEXT = 100
MOST_CODES = 50
MOST_PROBLEMS = 10
SHOWN = 40
LAST_PAGE = 9_999
HOURS = "hours"
MOST_HOURS = 168
# Added by mail programs and advertisers; they ask nothing of a search.
TRACKING = ("utm_", "gclid", "fbclid", "msclkid", "mtm_", "pk_", "_ga", "_gl", "mc_cid", "mc_eid")
# Of links from before groups: switches that no longer mean anything.
OLD_ENDINGS = ("_onbekend",)
OLD_BEGINNINGS = ("zeker", "zoek_")


@dataclass(frozen=True, slots=True)
class QueryProblem:
    """Something in the address that could not be used; `text` says so beside the field it belongs to."""

    parameter: str
    value: str
    text: str


@dataclass(frozen=True)
class Query:
    """A search; all numbers are concept numbers of the release.

    `whats`: any of these (empty: anybody). `places`: municipalities and regions chosen by
    name. `centre` and `km`: everywhere around a municipality. `wishes`: name of a
    condition facet -> options, any of them; all facets hold together. `text` is what was
    typed and `readings` how it was read; what it was read as is in the other fields
    too, and in `read`. `finds_nothing`: words were typed and none of them is known.
    """

    whats: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    centre: int | None = None
    km: int | None = None
    wishes: Mapping[str, tuple[int, ...]] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    text: str = ""
    readings: tuple[Reading, ...] = ()
    read: frozenset[int] = frozenset()
    page: int = 1
    problems: tuple[QueryProblem, ...] = ()

    @property
    def finds_nothing(self) -> bool:
        return bool(self.text) and not any(reading.concepts for reading in self.readings)

    @cached_property
    def is_empty(self) -> bool:
        """Whether nothing is asked at all."""
        return not (self.whats or self.places or self.centre or self.wishes or self.text)


class CodesField(forms.Field):
    """All values of a repeated parameter, each once; blanks left out."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Iterable[str] | None) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for code in value or () if code.strip()))[:MOST_CODES]


class CodesFilter(Filter):
    field_class = CodesField


def _text() -> CharFilter:
    wrong = gettext_lazy("Gebruik minder tekst: hooguit %(limit_value)d tekens.")
    odd = gettext_lazy("In deze tekst staat een teken dat wij niet kunnen lezen.")
    return CharFilter(
        max_length=LONGEST_TEXT, error_messages={"max_length": wrong, "null_characters_not_allowed": odd}
    )


class GroupFilter(FilterSet):
    """The parameters of a search and how each is read."""

    form_class: ClassVar[type[forms.Form] | None] = None
    q = _text()
    vanuit = _text()
    straal = TypedChoiceFilter(
        choices=[(km, km) for km in DISTANCES],
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": gettext_lazy("Kies een afstand uit de lijst.")},
    )
    pagina = NumberFilter(min_value=1, max_value=LAST_PAGE)
    uren_van = NumberFilter(min_value=0, max_value=MOST_HOURS)
    uren_tot = NumberFilter(min_value=0, max_value=MOST_HOURS)
    locals().update({facet.name: CodesFilter(label=facet.label) for facet in FACETS})

    class Meta:
        model = Group
        fields = ()

    def get_form_class(self) -> type[forms.Form]:
        """Made once; a filter set would make the class of its form anew for each request."""
        if GroupFilter.form_class is None:
            GroupFilter.form_class = super().get_form_class()
        return GroupFilter.form_class


def read_query(now: Current, data: QueryDict) -> Query:
    """The search in a query string.

    A wrong value is left out, named in `Query.problems`, and spoils nothing else.
    """
    form = GroupFilter(data, Group.objects.none()).form
    reading = _Reader(now)
    for name, texts in form.errors.items():
        reading.refuse(name, data.get(name, ""), " ".join(texts))
    reading.refuse_unknown(name for name in data if name not in form.fields)
    given = form.cleaned_data
    for facet in FACETS:
        reading.choose(facet, given.get(facet.name, ()))
    reading.read_hours(given.get("uren_van"), given.get("uren_tot"))
    reading.read_distance(given.get("vanuit", ""), given.get("straal"))
    reading.read_words(given.get(WORDS, ""))
    reading.join_hours()
    return reading.query(page=int(given.get("pagina") or 1))


@dataclass
class _Reader:
    """Gathers the parts of a `Query`; `chosen` goes by facet name."""

    now: Current
    chosen: dict[str, list[int]] = field(default_factory=dict)
    centre: int | None = None
    km: int | None = None
    problems: list[QueryProblem] = field(default_factory=list)
    text: str = ""
    readings: tuple[Reading, ...] = ()
    read: set[int] = field(default_factory=set)

    @property
    def vocabulary(self) -> Vocabulary:
        return self.now.vocabulary

    def refuse(self, parameter: str, value: str, text: str) -> None:
        self.problems.append(QueryProblem(_printable(parameter), _printable(value), text))

    def refuse_unknown(self, names: Iterable[str]) -> None:
        """A problem for each parameter that does not exist."""
        for name in names:
            if name.startswith(TRACKING):
                continue
            if name.endswith(OLD_ENDINGS) or name.startswith(OLD_BEGINNINGS):
                self.refuse(
                    name, "", _("Deze link is van een oudere versie. Wij hebben dit deel weggelaten.")
                )
            else:
                self.refuse(name, "", _("Deze vraag kennen wij niet. Wij hebben haar weggelaten."))

    def choose(self, facet: Facet, codes: Iterable[str]) -> None:
        """Resolve the codes of a facet; a facet of several attributes writes them `attribute:code`."""
        for code in codes:
            attribute, name = facet.attributes[0], code
            if len(facet.attributes) > 1:
                attribute, _colon, name = code.partition(":")
            concept = self.vocabulary.find(attribute, name) if attribute in facet.attributes else None
            if concept is None:
                self.refuse(
                    facet.name, code, _("Deze keuze bestaat niet (meer). Wij hebben haar weggelaten.")
                )
            else:
                self.add(facet, concept.number)

    def add(self, facet: Facet, number: int) -> None:
        listed = self.chosen.setdefault(facet.name, [])
        # The same option may be ticked and typed.
        if number not in listed:
            listed.append(number)

    def read_hours(self, start: object, end: object) -> None:
        """Hours as two numbers, either of them open: every band that they touch is chosen."""
        if start is None and end is None:
            return
        least, most = int(start or 0), int(end or MOST_HOURS)  # type: ignore[call-overload]
        # Swapping them silently might not be what was meant.
        if least > most:
            self.refuse("uren_van", str(least), _("Het eerste getal is groter dan het tweede."))
            return
        for band in self.vocabulary.of(HOURS):
            low, dash, high = band.code.partition("-")
            is_band = dash and low.isdigit() and high.isdigit()
            # The last band has no end.
            last = not any(other.code.startswith(f"{high}-") for other in self.vocabulary.of(HOURS))
            if is_band and int(low) < max(most, least + 1) and (int(high) > least or last):
                self.add(BY_ATTRIBUTE[HOURS], band.number)

    def join_hours(self) -> None:
        """Bands that a wider one covers are that band; it has exactly the people of its bands."""
        chosen = self.chosen.get(BY_ATTRIBUTE[HOURS].name, [])
        for band in self.vocabulary.of(HOURS):
            below = [child.number for child in self.vocabulary.children(band.number)]
            if below and set(below) <= set(chosen):
                chosen[:] = [each for each in chosen if each not in below and each != band.number]
                chosen.append(band.number)

    def read_distance(self, name: str, km: int | None) -> None:
        """Around a municipality, given by name or code."""
        if not name:
            return
        code = self.vocabulary.find(PLACE, name)
        # A code comes from a link, a name from typing; a link must not be read as a name.
        places = [code] if code else self.vocabulary.named(PLACE, name)
        # Other names and misspellings are read as typed words are.
        places = places or [self.vocabulary[number] for number in self.now.matcher.read_place(name)]
        municipalities = [place for place in places if place.parent is not None]
        if len(municipalities) == 1:
            self.centre, self.km = municipalities[0].number, km or DEFAULT_DISTANCE
        elif len(municipalities) > 1:
            names = ", ".join(place.label for place in municipalities[:MOST_PROBLEMS])
            self.refuse("vanuit", name, _("Er zijn meer plaatsen met deze naam: %s.") % names)
        elif places:
            self.add(BY_ATTRIBUTE[PLACE], places[0].number)
        else:
            self.refuse("vanuit", name, _("Wij kennen geen gemeente met deze naam."))

    def read_words(self, text: str) -> None:
        """Typed words become options of the facets they belong to."""
        if not text:
            return
        self.text, self.readings = text, self.now.matcher.read(text, get_language() or "nl")
        for reading in self.readings:
            for number in reading.concepts:
                concept = self.vocabulary[number]
                self.read.add(number)
                if concept.attribute == PLACE and concept.parent is not None:
                    # A distance that was chosen by hand goes before the one of a typed place.
                    if self.centre is None:
                        self.centre, self.km = number, DEFAULT_DISTANCE
                else:
                    self.add(BY_ATTRIBUTE[concept.attribute], number)

    def query(self, *, page: int) -> Query:
        whats = {number for facet in WHAT_FACETS for number in self.chosen.get(facet.name, ())}
        # A wider word asks nothing more: whoever has one of the whats has that one anyway.
        also = [
            number
            for number in self.chosen.get("ook", ())
            if not any(number in (what, *self.vocabulary.ancestors(what)) for what in whats)
        ]
        if not whats:
            # "And also" of nothing is simply what is asked.
            whats, also = set(also), []
        wishes = {
            facet.name: tuple(sorted(self.chosen[facet.name]))
            for facet in CONDITION_FACETS
            if facet.name in self.chosen and facet.name != "ook"
        }
        if also:
            wishes["ook"] = tuple(sorted(also))
        problems = self.problems[:MOST_PROBLEMS]
        more = len(self.problems) - MOST_PROBLEMS
        if more > 0:
            problems.append(QueryProblem("", "", _("En nog %d andere.") % more))
        return Query(
            whats=tuple(sorted(whats)),
            places=tuple(sorted(self.chosen.get("plaats", ()))),
            centre=self.centre,
            km=self.km,
            wishes=wishes,
            text=self.text,
            readings=self.readings,
            read=frozenset(self.read),
            page=page,
            problems=tuple(problems),
        )


def _printable(text: str) -> str:
    """Foreign text, safe to repeat: short and without control characters."""
    plain = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text[: SHOWN + 1])
    return plain if len(plain) <= SHOWN else f"{plain[:SHOWN]}…"
