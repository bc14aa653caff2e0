"""Addresses of searches and groups: the same for the same search, by codes that outlive a release."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, lru_cache
from urllib.parse import quote, urlencode

from django.http import QueryDict
from django.urls import reverse

from explorer.release.models import Area, PublishedConcept
from explorer.release.shapes import CIRCLE_RADII, PLACE, WHATS, AreaKind
from explorer.release.vocabulary import Vocabulary, is_of
from explorer.search.current import Current
from explorer.search.facets import (
    BY_ATTRIBUTE,
    BY_NAME,
    CONDITION_FACETS,
    DEFAULT_DISTANCE,
    FACETS,
    WHAT_FACETS,
    WORDS,
    FacetKind,
)
from explorer.search.query import TRACKING, Query

# The words that the panel was made of: its ticks already have what these were read as.
READ = "gelezen"
# The facet with all options listed; how a page looks, not what it asks.
MORE = "meer"
PAGE = "pagina"
EVERYBODY = "iedereen"
COUNTRY = "NL"
Parameter = tuple[str, str]
Change = Callable[[tuple[int, ...]], tuple[int, ...]]
# (what, area, condition); 0 for none.
GroupKey = tuple[int, Area, int]


def parameters(vocabulary: Vocabulary, query: Query) -> Iterator[Parameter]:
    """The parameters of a search in their fixed order; what typed words were read as is not repeated."""
    # The words are read again at each load, so what they mean is left out.
    read = query.read if query.text else frozenset()
    if query.text:
        yield WORDS, query.text
    for facet in FACETS:
        chosen: Iterable[int] = query.wishes.get(facet.name, ())
        if facet.kind == FacetKind.WHAT:
            chosen = (what for what in query.whats if vocabulary[what].attribute in facet.attributes)
        elif facet.kind == FacetKind.WHERE:
            chosen = query.places
            # A default distance is left out, so that one search has one address.
            if query.centre and (query.centre not in read or query.km != DEFAULT_DISTANCE):
                yield "vanuit", vocabulary[query.centre].code
                if query.km != DEFAULT_DISTANCE:
                    yield "straal", str(query.km)
        for number in chosen:
            if number not in read:
                yield facet.name, value_of(vocabulary[number], facet.attributes)
    if query.page > 1:
        yield PAGE, str(query.page)


def query_string(vocabulary: Vocabulary, query: Query) -> str:
    """The query string of a search with its question mark; empty for the search that asks nothing."""
    pairs = "&".join(_encoded(*pair) for pair in parameters(vocabulary, query))
    return f"?{pairs}" if pairs else ""


# A page has some thirty links, and the same words in most of them.
@lru_cache(maxsize=8192)
def _encoded(name: str, code: str) -> str:
    return urlencode([(name, code)])


def value_of(concept: PublishedConcept, attributes: tuple[str, ...]) -> str:
    """How an address writes an option: its code, with its attribute where a facet has several."""
    return concept.code if len(attributes) == 1 else f"{concept.attribute}:{concept.code}"


@cache
def path_of(name: str) -> str:
    """The path of a page without parts of its own."""
    return reverse(name)


def search_url(vocabulary: Vocabulary, query: Query) -> str:
    """The address of a search."""
    return path_of("search:candidates") + query_string(vocabulary, query)


def contact_url(vocabulary: Vocabulary, query: Query) -> str:
    """The page where an employer asks for an introduction, with what is asked."""
    return path_of("contact:ask") + query_string(vocabulary, replace(query, page=1))


def group_url(
    vocabulary: Vocabulary, what: int, area: Area, condition: int = 0, *, centre: int | None = None
) -> str:
    """The address of a group page, the same in each release: /profiel/taak-snoeien/GM0984/uren-24-32/."""
    name = _code(vocabulary[what]) if what else EVERYBODY
    circles = vocabulary.circles_of(area.number)
    asked = [circle for circle in circles if circle[0] == centre]
    if area.concept is not None and (is_of(area, AreaKind.MUNICIPALITY) or not asked):
        place = vocabulary[area.concept].code
    elif not circles:
        place = COUNTRY
    else:
        middle, km = (asked or circles)[0]
        place = f"{vocabulary[middle].code}-{km}km"
    parts = [name, place, *([_code(vocabulary[condition])] if condition else [])]
    # As `reverse` would make it, which takes longer than all else of a card.
    return path_of("search:start") + "/".join(("profiel", *(quote(part) for part in parts), ""))


def _code(concept: PublishedConcept) -> str:
    return f"{BY_ATTRIBUTE[concept.attribute].name}-{concept.code}"


def read_group(now: Current, what: str, place: str, condition: str = "") -> GroupKey | None:
    """The group that an address names, published or not; None for one of words that do not exist."""
    found = 0 if what == EVERYBODY else _concept(now.vocabulary, what)
    wish = _concept(now.vocabulary, condition) if condition else 0
    area = _area(now, place)
    if found is None or wish is None or area is None:
        return None
    # A condition in the place of the work is an address that we never write.
    if found and now.vocabulary[found].attribute not in WHATS:
        return None
    return found, area, wish


def _concept(vocabulary: Vocabulary, text: str) -> int | None:
    name, _dash, code = text.partition("-")
    facet = BY_NAME.get(name)
    # Facets of several attributes and places have no code of this form.
    if facet is None or len(facet.attributes) > 1 or facet.attributes == (PLACE,):
        return None
    concept = vocabulary.find(facet.attributes[0], code)
    return None if concept is None else concept.number


def _area(now: Current, text: str) -> Area | None:
    code, _dash, distance = text.partition("-")
    if code == COUNTRY:
        return now.vocabulary.areas[now.country]
    place = now.vocabulary.find(PLACE, code)
    if place is None:
        return None
    if not distance:
        return now.vocabulary.area_with(now.vocabulary.municipalities_of(place.number))
    known = {f"{km}km": km for km in CIRCLE_RADII}
    return now.vocabulary.circle(place.number, known[distance]) if distance in known else None


def query_of_group(
    vocabulary: Vocabulary, what: int, area: Area, condition: int = 0, *, centre: int | None = None
) -> Query:
    """The search that asks for a group."""
    wishes: Mapping[str, tuple[int, ...]] = {}
    if condition:
        attribute = vocabulary[condition].attribute
        wishes = {"ook" if attribute in WHATS else BY_ATTRIBUTE[attribute].name: (condition,)}
    query = Query(whats=(what,) if what else (), wishes=wishes)
    circles = vocabulary.circles_of(area.number)
    asked = [circle for circle in circles if circle[0] == centre]
    if area.concept is not None and (is_of(area, AreaKind.MUNICIPALITY) or not asked):
        return replace(query, places=(area.concept,))
    if is_of(area, AreaKind.COUNTRY):
        return query
    middle, km = (asked or circles)[0]
    return replace(query, centre=middle, km=km)


def with_option(vocabulary: Vocabulary, query: Query, option: int) -> Query:
    """The search with one option more, chosen by hand."""
    return _changed(vocabulary, query, option, lambda numbers: tuple(sorted({*numbers, option})))


def without_option(vocabulary: Vocabulary, query: Query, option: int) -> Query:
    """The search without an option; words that were read as it go, what else they meant stays chosen."""
    return _changed(
        vocabulary, query, option, lambda numbers: tuple(each for each in numbers if each != option)
    )


def _changed(vocabulary: Vocabulary, query: Query, option: int, change: Change) -> Query:
    # With another wish the list is another one, and its fifth page may not exist.
    query = replace(query, page=1)
    if option in query.read:
        query = replace(query, text="", readings=(), read=frozenset())
    concept = vocabulary[option]
    if concept.attribute == PLACE:
        if option == query.centre:
            return replace(query, centre=None, km=None)
        return replace(query, places=change(query.places))
    # By its attribute an option of *ook* is a what, so it is looked for there first.
    if option in query.wishes.get("ook", ()):
        return replace(query, wishes=_wishes(query, "ook", change(query.wishes["ook"])))
    facet = BY_ATTRIBUTE[concept.attribute]
    if facet in WHAT_FACETS:
        return replace(query, whats=change(query.whats))
    return replace(query, wishes=_wishes(query, facet.name, change(query.wishes.get(facet.name, ()))))


def _wishes(query: Query, name: str, options: tuple[int, ...]) -> Mapping[str, tuple[int, ...]]:
    """Wishes in the order of the facets, with other options for one of them."""
    changed = {**query.wishes, name: options}
    return {facet.name: changed[facet.name] for facet in CONDITION_FACETS if changed.get(facet.name)}


def canonical(now: Current, data: QueryDict) -> str | None:
    """The query string that an address should have had, or None where it is right.

    Dropped in silence: fields that a form sends empty, the first page, a distance without
    a place, and what mail programs and advertisers add. Ticks that the words of the panel
    were read as are not repeated; where one of these was taken away, the words go.
    """
    clean = data.copy()
    for name in list(clean):
        values = [value for value in clean.getlist(name) if value.strip()]
        if name.startswith(TRACKING) or not values or (name == PAGE and values == ["1"]):
            del clean[name]
        else:
            clean.setlist(name, list(dict.fromkeys(values)))
    if "vanuit" not in clean and WORDS not in clean:
        clean.pop("straal", None)
    if clean.get("straal") == str(DEFAULT_DISTANCE):
        del clean["straal"]
    if READ in clean:
        _drop_read(now, clean)
    return None if clean == data else clean.urlencode()


def _drop_read(now: Current, clean: QueryDict) -> None:
    """Make one of the words in the panel and the ticks that they were read as."""
    before = str(clean.pop(READ)[-1])
    vocabulary = now.vocabulary
    ticks: dict[Parameter, bool] = {}
    for reading in now.matcher.read(before):
        for number in reading.concepts:
            concept = vocabulary[number]
            facet = BY_ATTRIBUTE[concept.attribute]
            if concept.attribute == PLACE and concept.parent is not None:
                named = clean.get("vanuit", "")
                # A distance of its own needs its centre named.
                if "straal" not in clean or named not in (concept.code, concept.label):
                    ticks["vanuit", named] = named in (concept.code, concept.label)
            else:
                ticks[facet.name, concept.code] = concept.code in clean.getlist(facet.name)
    if clean.get(WORDS, before) == before and WORDS in clean and not all(ticks.values()):
        del clean[WORDS]
        return
    for (name, value), is_there in ticks.items():
        if is_there:
            kept = [each for each in clean.getlist(name) if each != value]
            if kept:
                clean.setlist(name, kept)
            else:
                del clean[name]
