"""A template that is made once and filled many times: what is put in stays text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as rules
from hypothesis import strategies as st

from explorer.search.presentation import pattern
from explorer.search.presentation.pattern import (
    Pattern,
    Patterns,
    Series,
    Slot,
    UndecidedError,
    joined,
    piece,
)
from tests.explorer.pages.markup import parse

ANYTHING = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    ["<script>", '" onclick="x', "%(other)s", "%s%%", "{{ other }}", "\0other\0", "&amp;", "'>", "</p>"]
)
SOURCE = (
    '<p title="{{ one }}" class="{% if bold %}bold{% endif %}">'
    "100% {{ one }}\n\n  {{ label }} {{ other }}</p>"
)


@pytest.fixture
def patterns(tmp_path: Path, settings: object) -> Iterator[Patterns]:
    (tmp_path / "piece.html").write_text(SOURCE)
    (tmp_path / "deciding.html").write_text("{% if one %}yes{% endif %}")
    templates = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]  # type: ignore[attr-defined]
    settings.TEMPLATES = templates  # type: ignore[attr-defined]
    return Patterns({"label": "<b>"})


def test_values_are_put_in(patterns: Patterns) -> None:
    filled = patterns.fill("piece.html", {"bold": True}, one=1, other=b"<i>x</i>")
    assert filled == b'<p title="1" class="bold">100% 1\n&lt;b&gt; <i>x</i></p>'


@rules(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=ANYTHING, other=ANYTHING)
def test_whatever_is_put_in_is_text(patterns: Patterns, one: str, other: str) -> None:
    page = parse(patterns.fill("piece.html", {"bold": False}, one=one, other=other))
    (paragraph,) = page.all()
    # A parser reads every line end as "\n".
    assert paragraph.attributes == {"title": one, "class": ""}
    assert "".join(paragraph.children) == f"100% {one}\n<b> {other}"


@given(texts=st.lists(ANYTHING))
def test_joined_texts_are_text(texts: list[str]) -> None:
    page = parse(joined(texts))
    assert not page.all()
    assert "".join(page.children) == "".join(texts)


def test_piece_is_escaped_once(patterns: Patterns) -> None:
    assert joined([piece("<"), "<", piece("&lt;")]) == b"&lt;&lt;&amp;lt;"


def test_template_is_rendered_once_for_a_state(patterns: Patterns, monkeypatch: pytest.MonkeyPatch) -> None:
    patterns.fill("piece.html", {"bold": True}, one=1, other=2)
    monkeypatch.setattr(pattern, "render_to_string", None)
    assert b"bold" in patterns.fill("piece.html", {"bold": True}, one=3, other=4)
    with pytest.raises(TypeError):
        patterns.fill("piece.html", {"bold": False}, one=3, other=4)


def test_template_cannot_decide_by_a_slot(patterns: Patterns) -> None:
    with pytest.raises(UndecidedError, match="one"):
        patterns.fill("deciding.html", {}, one=1)


def test_patterns_are_bounded(patterns: Patterns, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pattern, "MOST", 3)
    for state in range(20):
        patterns.fill("piece.html", {"bold": state}, one=1, other=2)
        assert len(patterns._kept) <= 3


def test_value_without_a_slot_is_left_out_and_a_slot_without_a_value_fails() -> None:
    made = Pattern.of(f"<p>{Slot('one')}</p>")
    assert made.fill({"one": 1, "other": 2}) == b"<p>1</p>"
    with pytest.raises(KeyError):
        made.fill({})


NAMES = st.sampled_from("abc")
MADE = st.lists(NAMES).map(lambda names: Pattern.of("<p>" + "-".join(map(Slot, names)) + "</p>"))
FILLED = {"a": "<", "b": b"<b>", "c": 3}


@given(made=MADE, first=st.sets(NAMES))
def test_pattern_filled_in_two_goes_is_the_pattern_filled_in_one(made: Pattern, first: set[str]) -> None:
    partly = made.partly({name: FILLED[name] for name in first})
    assert set(partly.names) == set(made.names) - first
    assert partly.fill(FILLED) == made.fill(FILLED)


@given(outer=MADE, inner=MADE)
def test_pattern_in_a_slot_brings_its_own_slots(outer: Pattern, inner: Pattern) -> None:
    whole = outer.partly({"a": inner})
    assert whole.fill(FILLED) == outer.fill({**FILLED, "a": inner.fill(FILLED)})


@given(labels=st.lists(ANYTHING), counts=st.data())
def test_series_is_its_patterns_one_after_another(labels: list[str], counts: st.DataObject) -> None:
    made = Pattern.of("".join(["<i>", Slot("a"), "</i>", Slot("label"), Slot("b")]))
    patterns = [made.partly({"label": label}) for label in labels]
    each = st.lists(st.binary(), min_size=len(labels), max_size=len(labels))
    columns = {"a": counts.draw(each), "b": counts.draw(each)}
    apart = [one.fill({"a": a, "b": b}) for one, a, b in zip(patterns, *columns.values(), strict=True)]
    assert Series(patterns).fill(columns) == b"".join(apart)
