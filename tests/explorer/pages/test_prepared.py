"""Prepared pages are the pages that plain templates give; hostile words change no element of them."""

import gc
import weakref
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from explorer.search.facets import BY_NAME, FACETS
from explorer.search.index.release_index import Index
from explorer.search.presentation import faces, prepared, ticks
from explorer.search.presentation.pattern import BLANK_LINES, Patterns
from explorer.search.presentation.prepared import Prepared
from explorer.search.presentation.search_page import facet_options, search_page
from explorer.search.results import answer, read
from tests.explorer.pages import people
from tests.explorer.pages.markup import Element, parse
from tests.explorer.search import strategies
from tests.explorer.search.indexes import small_index

TODAY = date(2026, 11, 23)
# A plain page takes long; a failure is told as it is found.
QUICK = (Phase.explicit, Phase.reuse, Phase.generate)
MARKUP = (
    *("<script>x</script>", '"><b onclick="x">', "'><i>", "</li>", "&lt;b&gt;"),
    *("%(count)s%%s", "{{ brand }}{% now %}"),
)
HOSTILE = st.sampled_from(MARKUP) | st.text(
    st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20
)
FACET_OF = {facet.attribute: facet.name for facet in FACETS}
CODES = [(FACET_OF[word.attribute], word.code) for word in people.words()]
OTHERS = [
    *((f"{facet.name}_onbekend", "nee") for facet in FACETS),
    *(("meer", facet.name) for facet in FACETS),
    *((f"zoek_{facet.name}", text) for facet in FACETS for text in ("a", "scan", "xyz")),
    *(("q", text) for text in ("orderpicken", "sorteren snoeien", "niets", "<b>")),
    *(("vanuit", place) for place in ("Venlo", "GM0983", "Atlantis", '"')),
    *(("straal", distance) for distance in ("5", "50", "7")),
    *((name, hours) for name in ("uren_van", "uren_tot") for hours in ("8", "16", "x")),
    *(("pagina", number) for number in ("1", "2", "99", "-1")),
    ("zeker", "ja"),
    ("kleur", "rood"),
]
ASKED = st.lists(st.sampled_from(CODES) | st.sampled_from(OTHERS), max_size=6)


class Plain:
    """Stands for a pattern and renders its template each time, as if nothing were prepared."""

    def __init__(self, template: str, context: dict[str, object]) -> None:
        self.template, self.context = template, context

    def fill(self, values: dict[str, object]) -> bytes:
        said = {name: SafeString(one.decode()) if type(one) is bytes else one for name, one in values.items()}
        return render_to_string(self.template, {**self.context, **said}).strip().encode()

    def partly(self, values: dict[str, object]) -> "Plain":
        """With what it is told: a piece inside it is made when it is filled."""
        return Partly(self, values)


@dataclass
class Partly:
    """A plain template of which some values are known, and some are templates themselves."""

    plain: Plain
    known: dict[str, object]

    def fill(self, values: dict[str, object]) -> bytes:
        known = {
            name: one.fill(values) if isinstance(one, Plain | Partly) else one
            for name, one in self.known.items()
        }
        return self.plain.fill({**values, **known})

    def partly(self, values: dict[str, object]) -> "Partly":
        return Partly(self.plain, {**self.known, **values})


class PlainSeries:
    """Templates one after another, each filled apart."""

    def __init__(self, patterns: Iterable[Plain]) -> None:
        self.patterns = list(patterns)

    def fill(self, columns: dict[str, list[bytes]]) -> bytes:
        rows = (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))
        return b"".join(one.fill(row) for one, row in zip(self.patterns, rows, strict=True))


@pytest.fixture(scope="module")
def index() -> Index:
    return small_index(people.rows(), words=people.words())


def page_of(index: Index, query: str) -> str:
    asked = QueryDict(query, mutable=True)
    in_full = frozenset(map(str, asked.pop("meer", []))) & frozenset(BY_NAME)
    found = answer(index, read(index, asked), today=TODAY)
    html = search_page(found, asked, in_full=in_full, indexed=not query)
    return BLANK_LINES.sub("\n", html.decode())


def plain_page_of(index: Index, query: str) -> str:
    """The page by plain templates, all made anew."""

    def pattern(self: Patterns, template: str, state: dict[str, object], slots: Iterable[str]) -> Plain:
        return Plain(template, {**self._shared, **state})

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Patterns, "pattern", pattern)
        patch.setattr(ticks, "Series", PlainSeries)
        patch.setattr(prepared, "_prepared", weakref.WeakKeyDictionary())
        return page_of(index, query)


@settings(deadline=None, max_examples=20, phases=QUICK)
@given(asked=ASKED, language=st.sampled_from(["nl", "en"]))
def test_prepared_page_is_the_plain_page(index: Index, asked: list[tuple[str, str]], language: str) -> None:
    query = urlencode(asked)
    with translation.override(language):
        assert page_of(index, query) == plain_page_of(index, query)


@settings(deadline=None, max_examples=6, phases=QUICK)
@given(data=st.data(), small=strategies.releases())
def test_prepared_page_of_any_release_is_the_plain_page(data: st.DataObject, small: strategies.Small) -> None:
    index = small_index(small.rows, words=small.words)
    codes = [(FACET_OF[word.attribute], word.code) for word in small.words]
    query = urlencode(data.draw(st.lists(st.sampled_from([*codes, *OTHERS]), max_size=5)))
    assert page_of(index, query) == plain_page_of(index, query)


@cache
def labelled(label: str) -> Index:
    """A release in which every word is called the same."""
    words = tuple(replace(word, label=label, english=label) for word in people.words())
    return small_index(people.rows(), words=words)


def outline(element: Element) -> list[object]:
    """Elements with the names of their attributes, without what they say."""
    below = [outline(child) for child in element.children if isinstance(child, Element)]
    return [element.tag, sorted(element.attributes), *below]


def kinds(page: Element) -> set[tuple[str, ...]]:
    """Which elements there are, each with the names of its attributes."""
    return {(element.tag, *sorted(element.attributes)) for element in page.all()}


@settings(deadline=None, max_examples=25)
@given(label=HOSTILE, asked=st.lists(st.sampled_from(CODES), max_size=4))
def test_hostile_labels_change_no_element(label: str, asked: list[tuple[str, str]]) -> None:
    query = urlencode(asked)
    page = parse(page_of(labelled.__wrapped__(label), query))
    assert outline(page) == outline(parse(page_of(labelled("harmless"), query)))
    options = page.one(id="opties-taak").all("label")
    assert " ".join(label.split()) in " ".join(options[0].text.split())


@settings(deadline=None, max_examples=40)
@given(
    name=st.sampled_from(["q", "vanuit", "zoek_taak", "uren_van", "taak", "straal", "pagina", "kleur"]),
    value=HOSTILE,
)
def test_hostile_addresses_change_no_element(index: Index, name: str, value: str) -> None:
    page = parse(page_of(index, urlencode([("taak", "orderpicken"), (name, f"{value}-zzz")])))
    harmless = parse(page_of(index, urlencode([("taak", "orderpicken"), (name, "zz-zzz")])))
    assert kinds(page) <= kinds(harmless) | kinds(parse(page_of(index, "zoek_taak=orderpicken")))


def test_what_is_prepared_goes_with_its_index() -> None:
    index = small_index(people.rows(), words=people.words())
    page_of(index, "taak=orderpicken")
    kept = weakref.ref(prepared.prepared(index))
    assert kept() is not None
    del index
    gc.collect()
    assert kept() is None


def test_each_language_is_prepared_apart(index: Index) -> None:
    with translation.override("en"):
        english = page_of(index, "taak=orderpicken")
    assert "Order picking" in english
    assert "Order picking" not in page_of(index, "taak=orderpicken")


def test_faces_are_bounded(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faces, "MOST", 7)
    known = Prepared(index).faces
    found = answer(index, read(index, QueryDict()), today=TODAY)
    first = [known.of(row).said for row in found.profiles]
    assert len(known._kept) == 7
    assert [known.of(row).said for row in found.profiles] == first


def test_fragment_of_options_is_that_of_the_page(index: Index) -> None:
    found = answer(index, read(index, QueryDict("taak=orderpicken")), today=TODAY)
    assert facet_options(found, "taak", in_full=frozenset()).decode() in page_of(index, "taak=orderpicken")
