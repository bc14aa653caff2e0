"""Each fault that can be planted in a sound release is caught, and called by its name."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.release.verification.contents import index_of
from explorer.release.verification.findings import Kind
from explorer.release.verification.verify import verify
from tests.explorer.release.verification.sound import (
    BERGEN,
    FREE,
    MBO,
    PLACE_OF,
    VENLO,
    VENRAY,
    WORDS,
    changed,
    facts,
    kinds,
    packed,
    release,
    renamed,
    sound_rows,
)

SOUND = sound_rows()
TWINS = [(3, held) for _, held in SOUND]
FULL = next(place for place, (_, held) in enumerate(SOUND) if held == facts(VENLO, MBO, *FREE))
BARE = next(place for place, (_, held) in enumerate(SOUND) if held == facts(VENLO, MBO))


def test_sound_release_passes() -> None:
    report = verify(release(SOUND))
    assert report.passed
    assert report.violations == ()
    assert report.figures == {
        "people": 96, "rows": 96, "facts": sum(len(held) for _, held in SOUND), "concepts": len(WORDS),
        "classes": 2, "smallest": 32,
    }  # fmt: skip


@pytest.mark.parametrize("mode", ["twins", "twin-cards"])
def test_sound_twins_pass(mode: str) -> None:
    assert verify(release(TWINS, mode=mode, m=0)).passed


def test_extra_fact_is_caught() -> None:
    extra = PLACE_OF["licence", "T"]
    rows = changed(SOUND, FULL, lambda people, held: (people, sorted([*held, extra])))
    report = verify(release(rows))
    assert {violation.kind for violation in report.violations} == {Kind.TOO_RARE}
    (violation,) = report.violations
    assert [fact["nl"] for fact in violation.values["facts"]] == ["T (trekker) (licence:T)"]
    assert (violation.values["people"], violation.values["k"]) == (1, 3)
    assert [fact["nl"] for fact in violation.values["told"]] == [
        "Venlo (place:GM0983)",
        "Mbo (education:mbo)",
    ]


def test_extra_fact_beside_another_is_caught() -> None:
    """Both facts are common; only one person holds the two."""
    green, licence = ("task", "groen"), ("licence", "B")
    common = [*SOUND, (3, facts(VENLO, MBO, green))]
    assert verify(release(common)).passed
    rows = [*common, (1, facts(VENLO, MBO, green, licence))]
    assert verify(release(rows, m=1)).passed
    (violation,) = verify(release(rows)).violations
    assert [fact["nl"] for fact in violation.values["facts"]] == [
        "B (auto) (licence:B)",
        "Groen (task:groen)",
    ]
    assert violation.values["people"] == 1


def test_third_fact_beside_two_is_caught() -> None:
    """Any two of the three are common; only one person holds them all."""
    green, licence, scanner = ("task", "groen"), ("licence", "B"), ("skill", "scannen")
    rows = [
        *SOUND,
        (3, facts(VENLO, MBO, green, licence)),
        (3, facts(VENLO, MBO, green, scanner)),
        (1, facts(VENLO, MBO, green, licence, scanner)),
    ]
    assert verify(release(rows)).passed
    (violation,) = verify(release(rows, m=3)).violations
    assert len(violation.values["facts"]) == 3


def test_removed_twin_is_caught() -> None:
    rows = changed(TWINS, 5, lambda people, held: (people - 1, held))
    for mode in ("twins", "twin-cards"):
        (violation,) = verify(release(rows, mode=mode)).violations
        assert violation.kind == Kind.TOO_FEW_TWINS
        assert violation.values == {"row": 5, "people": 2, "k": 3}


def test_class_of_fewer_than_k_is_caught() -> None:
    rows = [*SOUND, (2, facts(BERGEN, MBO))]
    assert kinds(release(rows, floor=3)) == {Kind.CLASS_TOO_SMALL, Kind.TOO_RARE}


def test_class_below_the_floor_is_caught() -> None:
    rows = [*SOUND, (5, facts(BERGEN, MBO))]
    (violation,) = verify(release(rows)).violations
    assert violation.kind == Kind.CLASS_TOO_SMALL
    assert (violation.values["people"], violation.values["least"]) == (5, 6)
    assert verify(release(rows, floor=5)).passed


def test_release_below_the_floor_may_not_be_divided() -> None:
    assert kinds(release(SOUND, floor=200)) == {Kind.TOO_SMALL_TO_DIVIDE}
    together = [
        (people, [fact for fact in held if fact > PLACE_OF["education", "basis"]]) for people, held in SOUND
    ]
    assert verify(release(together, floor=200)).passed


def test_fewer_people_than_k_are_no_release() -> None:
    assert Kind.CLASS_TOO_SMALL in kinds(release([(2, facts())]))


def test_leaf_without_its_group_is_caught() -> None:
    group = PLACE_OF["task", "logistiek"]
    rows = changed(SOUND, FULL, lambda people, held: (people, [fact for fact in held if fact != group]))
    (violation,) = verify(release(rows)).violations
    assert violation.kind == Kind.GROUP_MISSING
    assert violation.values["row"] == FULL
    assert violation.values["fact"]["nl"].startswith("Orderpicken")


@pytest.mark.parametrize("number", [len(WORDS), 9999, -1])
def test_unknown_concept_is_caught(number: int) -> None:
    rows = changed(SOUND, BARE, lambda people, held: (people, sorted([*held, number])))
    (violation,) = verify(release(rows)).violations
    assert violation.kind == Kind.FACT_UNKNOWN
    assert violation.values == {"row": BARE, "concept": number}


@pytest.mark.parametrize(
    ("field", "text", "resembles"),
    [
        ("label_nl", "jan@voorbeeld.nl", "email"),
        ("label_en", "Call 06-12345678", "phone"),
        ("label_nl", "+31 6 1234 5678", "phone"),
        ("code", "111222333", "bsn"),
        ("label_nl", "BSN 1112.22.333", "bsn"),
        ("label_nl", "geboren 12-03-1980", "date"),
        ("label_en", "12 March 1980", "date"),
        ("code", "1980-03-12", "date"),
        ("label_nl", "5911 AB Venlo", "postcode"),
        ("code", "NL-000123", "reference"),
        ("label_nl", "Kandidaat 1234567", "reference"),
        ("label_nl", "www.voorbeeld.nl", "web"),
    ],
)
def test_stray_text_is_caught_and_not_repeated(field: str, text: str, resembles: str) -> None:
    report = verify(renamed(release(SOUND), 12, **{field: text}))
    assert {violation.kind for violation in report.violations} == {Kind.STRAY_TEXT}
    assert report.violations[0].values == {"concept": 12, "field": field, "resembles": resembles}
    assert text not in str(report.to_json())


def test_stray_text_among_synonyms_is_caught() -> None:
    assert kinds(renamed(release(SOUND), 12, synonyms_nl=("rijden", "a@b.nl"))) == {Kind.STRAY_TEXT}


def test_stray_text_is_not_repeated_by_another_violation() -> None:
    extra = PLACE_OF["licence", "T"]
    rows = changed(SOUND, FULL, lambda people, held: (people, sorted([*held, extra])))
    report = verify(renamed(release(rows), extra, label_nl="NL-000123"))
    assert {violation.kind for violation in report.violations} == {Kind.STRAY_TEXT, Kind.TOO_RARE}
    assert "NL-000123" not in str(report.to_json())


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"attribute": "gender"}, Kind.ATTRIBUTE_UNKNOWN),
        ({"code": "een code"}, Kind.CODE_SHAPE),
        ({"label_nl": ""}, Kind.LABEL_SHAPE),
        ({"label_en": "B\n(car)"}, Kind.LABEL_SHAPE),
        ({"parent": 9999}, Kind.PARENT_WRONG),
        ({"parent": PLACE_OF["task", "groen"]}, Kind.PARENT_WRONG),
        ({"code": "T"}, Kind.CONCEPT_TWICE),
        ({"number": 9999}, Kind.CONCEPT_NUMBERS),
    ],
)
def test_misplaced_word_is_caught(fields: dict[str, object], kind: Kind) -> None:
    assert kind in kinds(renamed(release(SOUND), PLACE_OF["licence", "B"], **fields))


def test_words_in_a_circle_are_caught() -> None:
    one, other = PLACE_OF["task", "logistiek"], PLACE_OF["task", "orderpicken"]
    assert Kind.PARENT_WRONG in kinds(renamed(release(SOUND), one, parent=other))


def test_changed_content_is_caught() -> None:
    (violation,) = verify(replace(release(SOUND), computed_hash="other")).violations
    assert violation.kind == Kind.HASH_CHANGED


def test_row_of_nobody_is_caught() -> None:
    rows = changed(SOUND, 4, lambda people, held: (0, held))
    report = verify(release(rows))
    assert [(violation.kind, violation.values["row"]) for violation in report.violations] == [
        (Kind.NOBODY_ON_ROW, 4)
    ]


@pytest.mark.parametrize("numbers", [[0, 1, 1], [0, 1, 3], [1, 2, 3], [2, 1, 0]])
def test_numbers_that_are_not_0_to_n_are_caught(numbers: list[int]) -> None:
    rows = packed([(6, facts(VENLO, MBO))] * 3)
    published = replace(release([]), rows=replace(rows, number=np.array(numbers)), counts={})
    assert kinds(published) == {Kind.ROW_NUMBERS}


@pytest.mark.parametrize("order", [[1, 0, 2, 3], [0, 1, 2, 2, 3]])
def test_unsorted_or_repeated_facts_are_caught(order: list[int]) -> None:
    rows = changed(SOUND, BARE, lambda people, held: (people, [held[place % len(held)] for place in order]))
    report = verify(release(rows))
    assert [(violation.kind, violation.values["row"]) for violation in report.violations] == [
        (Kind.FACTS_UNSORTED, BARE)
    ]


@pytest.mark.parametrize(("second", "attribute"), [(VENRAY, "place"), (("education", "basis"), "education")])
def test_facts_of_two_classes_are_caught(second: tuple[str, str], attribute: str) -> None:
    rows = changed(SOUND, BARE, lambda people, held: (people, sorted({*held, *facts(second)})))
    found = [
        violation for violation in verify(release(rows)).violations if violation.kind == Kind.TWO_CLASSES
    ]
    assert [violation.values for violation in found] == [{"row": BARE, "attribute": attribute}]


def test_index_that_tells_something_else_is_caught() -> None:
    published = release(SOUND)
    index = index_of(published)
    assert verify(replace(published, index=index)).passed
    other = release(changed(SOUND, 0, lambda people, held: (people + 1, held)))
    assert kinds(replace(published, index=index_of(other))) == {Kind.INDEX_DIFFERS}
    for broken in (b"", b"no index", index[:-1], index[:900] + b"\x01" + index[901:]):
        assert kinds(replace(published, index=broken)) == {Kind.INDEX_BROKEN}


def test_index_of_another_release_is_caught() -> None:
    published = release(SOUND)
    other = index_of(replace(published, declared_hash="other"))
    assert kinds(replace(published, index=other)) == {Kind.INDEX_BROKEN}


@pytest.mark.parametrize(
    ("counts", "kind"),
    [
        ({"rows": 95}, Kind.COUNT_DIFFERS),
        ({"people": 97}, Kind.COUNT_DIFFERS),
        ({"made_by": "beheerder"}, Kind.COUNT_IS_TEXT),
    ],
)
def test_counts_that_are_not_of_the_rows_are_caught(counts: dict[str, object], kind: Kind) -> None:
    assert kinds(replace(release(SOUND), counts=counts)) == {kind}


def test_text_in_the_policy_is_caught() -> None:
    assert verify(release(SOUND, weights={"task": 2.5}, caps={"skill": 4}, cards=1)).passed
    assert kinds(release(SOUND, author="A. Bakker")) == {Kind.POLICY_TEXT}


@pytest.mark.parametrize(
    "policy",
    [{"k": 1}, {"k": "5"}, {"k": True}, {"m": 0}, {"m": 4}, {"mode": "open"}, {"floor": None},
     {"class_attributes": "place"}, {"class_attributes": ["plaats"]}, {"class_attributes": [["place"]]}],
)  # fmt: skip
def test_policy_that_promises_nothing_is_caught(policy: dict[str, object]) -> None:
    assert kinds(release(SOUND, **policy)) == {Kind.POLICY_UNREADABLE}


def test_rules_and_counts_that_are_lists_are_caught() -> None:
    published = release(SOUND)
    assert kinds(replace(published, policy=["k", 5])) == {Kind.POLICY_UNREADABLE}
    assert kinds(replace(published, counts=[96])) == {Kind.COUNT_IS_TEXT}


def test_mode_is_profiles_where_an_older_policy_is_silent() -> None:
    report = verify(release(SOUND))
    assert "mode" not in release(SOUND).policy
    assert report.rules["mode"] == "profiles"
