"""The one reader of a query string: from what stands in the address to a `Query`, nothing in silence."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from functools import cached_property
from types import MappingProxyType
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import FilterSet
from django_filters.filters import Filter

from explorer.search import suggest
from explorer.search.concepts import Concept
from explorer.search.facets import BY_NAME, DEFAULT_RADIUS, FACETS, RADII, WORDS, Facet
from explorer.search.index.release_index import Index
from explorer.search.query import Hours, Problem, Query, Radius

LONGEST_TEXT = 100
MOST_PROBLEMS = 10
SHOWN = 40
LAST_HOUR = 168
LAST_PAGE = 999_999
YES, NO = "ja", "nee"


class CodesField(forms.Field):
    """All values of a repeated parameter, each once; blanks left out."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for code in value if code.strip()))


def _read_as(field: type[forms.Field], **options: Any) -> Filter:
    found = Filter(**options)
    found.field_class = field
    return found


def _text() -> Filter:
    wrong = gettext_lazy("Gebruik minder tekst: hooguit %(limit_value)d tekens.")
    return _read_as(forms.CharField, max_length=LONGEST_TEXT, error_messages={"max_length": wrong})


def _choice(*values: object) -> Filter:
    wrong = gettext_lazy("Deze keuze bestaat niet. Wij hebben haar overgeslagen.")
    choices = [(value, value) for value in values]
    return _read_as(forms.ChoiceField, choices=choices, error_messages={"invalid_choice": wrong})


def _number(low: int, high: int) -> Filter:
    wrong = gettext_lazy("Vul een getal in, bijvoorbeeld 24.")
    messages = dict.fromkeys(("invalid", "min_value", "max_value"), wrong)
    return _read_as(forms.IntegerField, min_value=low, max_value=high, error_messages=messages)


def _parameters() -> Iterator[tuple[str, Filter]]:
    """All parameters of an address: those of the whole search, and a row for each facet."""
    yield WORDS, _text()
    yield f"{WORDS}_onbekend", _choice(YES, NO)
    for facet in FACETS:
        yield facet.name, _read_as(CodesField)
        yield facet.unknown_parameter, _choice(YES, NO)
        yield facet.narrow_parameter, _text()
    yield "vanuit", _text()
    yield "straal", _choice(*RADII)
    yield "uren_van", _number(0, LAST_HOUR)
    yield "uren_tot", _number(0, LAST_HOUR)
    yield "zeker", _choice(YES, NO)
    yield "pagina", _number(1, LAST_PAGE)


PARAMETERS = OrderedDict(_parameters())
FIELDS: dict[str, forms.Field] = {name: declared.field for name, declared in PARAMETERS.items()}
SWITCHES = {f"{name}_onbekend": name for name in (WORDS, *BY_NAME)}
BOXES = {facet.narrow_parameter: facet.name for facet in FACETS}


class CandidateFilterSet(FilterSet):
    """The parameters of a search, resolved against the words of a release.

    Rows are matched by `matching`, not by a queryset: the result is `query`.
    """

    def __init__(self, data: QueryDict, *, index: Index) -> None:
        # Not the form of the library: a copy of fifty filters and fields for a handful of parameters
        # would cost more than the search itself. The fields are made once and keep nothing of what they read.
        self.data = data
        self._index = index
        self._problems: list[Problem] = []

    @classmethod
    def get_filters(cls) -> "OrderedDict[str, Filter]":
        """The declared parameters."""
        return PARAMETERS

    @cached_property
    def query(self) -> Query:
        """The search that the parameters ask for, with a problem for each that could not be used."""
        asked = self._read()
        words, meant = self._words(asked.get(WORDS, ""))
        chosen = {
            facet.name: self._selection(facet, asked[facet.name]) for facet in FACETS if facet.name in asked
        }
        return Query(
            selections=MappingProxyType({name: options for name, options in chosen.items() if options}),
            without_unknown=frozenset([of for switch, of in SWITCHES.items() if asked.get(switch) == NO]),
            radius=self._radius(asked.get("vanuit", ""), asked.get("straal")),
            hours=self._hours(asked.get("uren_van"), asked.get("uren_tot")),
            certain_only=asked.get("zeker") == YES,
            words=words,
            word_concepts=meant,
            narrowed=MappingProxyType({of: asked[box] for box, of in BOXES.items() if asked.get(box)}),
            page=asked.get("pagina") or 1,
            problems=tuple(self._few_problems()),
        )

    def _read(self) -> dict[str, Any]:
        """What stands in the fields; one fault does not spoil a search."""
        read = {}
        for name, sent in self.data.lists():
            field, value = FIELDS.get(name), sent[-1] if sent else ""
            if field is None:
                self._refuse(name, value, _("Deze vraag kennen wij niet. Wij hebben haar overgeslagen."))
            elif isinstance(field, CodesField):
                read[name] = field.clean(sent)
            elif value:
                try:
                    read[name] = field.clean(value)
                except ValidationError as error:
                    self._refuse(name, value, " ".join(error.messages))
        return read

    def _selection(self, facet: Facet, codes: Iterable[str]) -> tuple[Concept, ...]:
        chosen = []
        for code in codes:
            concept = self._index.concepts.find(attribute=facet.attribute, code=code)
            if concept is None:
                self._refuse(facet.name, code, _("Deze keuze bestaat niet. Wij hebben haar overgeslagen."))
            else:
                chosen.append(concept)
        return tuple(sorted(chosen, key=lambda concept: concept.number))

    def _words(self, text: str) -> tuple[str, tuple[Concept, ...]]:
        meant = suggest.meaning(self._index, text) if text else suggest.Meaning((), ())
        for lost in meant.lost:
            self._refuse(WORDS, lost, _("Wij kennen geen beroep, taak of vaardigheid met dit woord."))
        return (text if meant.concepts else ""), meant.concepts

    def _radius(self, name: str, kilometres: str | None) -> Radius | None:
        places = suggest.place(self._index, name) if name else ()
        if len(places) == 1:
            return Radius(places[0], int(kilometres or DEFAULT_RADIUS))
        if places:
            names = ", ".join(place.label for place in places[:MOST_PROBLEMS])
            self._refuse("vanuit", name, _("Er zijn meer plaatsen met deze naam: %s.") % names)
        elif name:
            self._refuse("vanuit", name, _("Wij kennen geen plaats met deze naam."))
        elif kilometres and int(kilometres) != DEFAULT_RADIUS:
            self._refuse("straal", kilometres, _("Vul bij een afstand ook een plaats in."))
        return None

    def _hours(self, start: int | None, end: int | None) -> Hours | None:
        if start is None and end is None:
            return None
        if start is not None and end is not None and start > end:
            self._refuse("uren_van", str(start), _("Het eerste getal is groter dan het tweede."))
            return None
        return Hours(start, end)

    def _refuse(self, parameter: str, value: str, text: str) -> None:
        self._problems.append(Problem(_shown(parameter), _shown(value), text))

    def _few_problems(self) -> Iterator[Problem]:
        yield from self._problems[:MOST_PROBLEMS]
        more = len(self._problems) - MOST_PROBLEMS
        if more > 0:
            yield Problem("", "", _("En nog %d andere.") % more)


def _shown(text: str) -> str:
    """Somebody else's text, safe to repeat: short and without control characters."""
    plain = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text[: SHOWN + 1])
    return plain if len(plain) <= SHOWN else f"{plain[:SHOWN]}…"
