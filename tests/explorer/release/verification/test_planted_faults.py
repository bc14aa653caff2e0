"""Each fault that can be planted in a sound release is caught, and called by its name."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from explorer.release.models import NOT_RECORDED, Circle, RefusedWord, SearchWord, Title
from explorer.release.shapes import BY_NAME, SHAPES, WHATS
from explorer.release.verification.findings import Fault
from explorer.release.verification.verify import VERSION, verify
from explorer.release.vocabulary import label_of
from tests import groups as oracle
from tests.explorer.release.verification.sound import (
    AREAS,
    BERGEN,
    CIRCLES,
    CONCEPTS,
    FIETS,
    GROEN,
    INPAKKEN,
    LADERS,
    LOGISTIEK,
    MBO_2,
    ORDERPICKEN,
    ROERMOND,
    SCANNEN,
    SNOEIEN,
    SORTEREN,
    VENLO,
    VENRAY,
    WORLD,
    B,
    area_of,
    count,
    kinds,
    number,
    packed,
    people,
    release,
    with_area,
    with_concept,
)

SOUND = count(people())
REGION = area_of(VENLO, VENRAY, BERGEN)
COUNTRY = area_of(VENLO, VENRAY, BERGEN, ROERMOND)
SHAPES_ON = {shape.name: True for shape in SHAPES}
CIRCLE = next(area.number for area in AREAS if area.kinds == "C")


def with_group(what: int, area: int, condition: int, at_least: int) -> oracle.Groups:
    """The sound list with one group added or changed."""
    return {**SOUND, (what, area, condition): at_least}


def closed(*groups: tuple[int, int, int, int]) -> oracle.Groups:
    """These groups and what they imply."""
    return oracle.close(WORLD, {group[:3]: group[3] for group in groups}, k=5)


def without(groups: Mapping[oracle.Key, int], *keys: oracle.Key) -> oracle.Groups:
    return {key: at_least for key, at_least in groups.items() if key not in keys}


def test_sound_release_passes() -> None:
    report = verify(release(SOUND))
    assert report.passed
    assert (report.violations, report.skipped, report.verifier) == ((), (), VERSION)
    assert report.figures == {
        "groups": len(SOUND),
        "people": SOUND[0, COUNTRY, 0],
        "concepts": len(CONCEPTS),
        "areas": len(AREAS),
        "municipalities": 4,
    }
    names = "read policy concepts areas hash counts words texts order"
    names += " shapes pairs labels closed thresholds consistency circles disclosure"
    assert [check.name for check in report.checks] == names.split()


def test_release_without_groups_passes() -> None:
    assert verify(release({})).passed


class TestGroups:
    @pytest.mark.parametrize(
        "key", [(len(CONCEPTS) + 1, 1, 0), (0, len(AREAS) + 1, 0), (0, 1, 30_000), (0, 0, 0)]
    )
    def test_number_without_a_word_or_area_is_caught(self, key: oracle.Key) -> None:
        assert kinds(release({**SOUND, key: 5})) == {Fault.GROUP_UNKNOWN}

    @pytest.mark.parametrize(
        "key",
        [
            (number(B), area_of(VENLO), 0),
            (number(VENLO), area_of(VENLO), 0),
            (0, area_of(VENLO), number(VENLO)),
            (0, area_of(VENLO), number(FIETS)),
            (0, CIRCLE, number(FIETS)),
            (0, REGION, number(SCANNEN)),
            (number(SNOEIEN), area_of(VENLO), number(SCANNEN)),
        ],
        ids=["condition alone", "place as what", "place as condition", "regional condition in a municipality",
             "regional condition in a circle", "pair without a first", "pair in a municipality"],
    )  # fmt: skip
    def test_group_of_no_declared_shape_is_caught(self, key: oracle.Key) -> None:
        assert kinds(release({**SOUND, key: 5})) == {Fault.SHAPE_UNKNOWN}

    @pytest.mark.parametrize(
        "off", [("pair",), ("regional-condition",), ("circle-condition",), ("circle", "circle-condition")]
    )
    def test_group_of_a_shape_that_is_off_is_caught(self, off: tuple[str, ...]) -> None:
        shapes = {**SHAPES_ON, **dict.fromkeys(off, False)}
        assert kinds(release(SOUND, shapes=shapes)) == {Fault.SHAPE_UNKNOWN}

    def test_list_without_a_shape_that_is_off_passes(self) -> None:
        pairs = [key for key in SOUND if key[2] and WORLD.words[key[2]].attribute in WHATS]
        assert pairs
        assert verify(release(without(SOUND, *pairs), shapes={**SHAPES_ON, "pair": False})).passed

    @pytest.mark.parametrize(
        "pair",
        [
            (SCANNEN, ORDERPICKEN),
            (LOGISTIEK, ORDERPICKEN),
            (ORDERPICKEN, ORDERPICKEN),
        ],
        ids=["turned round", "word above the other", "word with itself"],
    )
    def test_pair_that_is_none_is_caught(self, pair: tuple[tuple[str, str], tuple[str, str]]) -> None:
        first, second = map(number, pair)
        assert Fault.PAIR_WRONG in kinds(release(with_group(first, REGION, second, 40)))

    @pytest.mark.parametrize("at_least", [1, 4, 6, 15, 25, 7])
    def test_label_outside_the_series_is_caught(self, at_least: int) -> None:
        assert Fault.LABEL_WRONG in kinds(release({(0, COUNTRY, 0): at_least}))

    def test_groups_out_of_order_are_caught(self) -> None:
        groups = packed(SOUND)
        for rows in ([1, 0, *range(2, len(groups))], [0, 0, *range(1, len(groups))]):
            published = replace(release(SOUND), groups=groups.take(rows), counts={})
            assert kinds(published) == {Fault.GROUPS_UNSORTED}


class TestThresholds:
    @pytest.mark.parametrize(
        ("shape", "key"),
        [
            ("circle-condition", (number(ORDERPICKEN), CIRCLE, number(MBO_2))),
            ("regional-condition", (number(ORDERPICKEN), REGION, number(FIETS))),
            ("pair", (number(ORDERPICKEN), REGION, number(SCANNEN))),
        ],
    )
    def test_group_below_its_threshold_is_caught(self, shape: str, key: oracle.Key) -> None:
        least = label_of(BY_NAME[shape].least, k=5)
        found = [
            violation
            for violation in verify(release(closed((*key, least // 2)))).violations
            # So short a list proves more than it should.
            if violation.kind != Fault.PEOPLE_PROVED
        ]
        assert {violation.kind for violation in found} == {Fault.BELOW_THRESHOLD}
        assert {violation.values["least"] for violation in found} == {least}
        assert kinds(release(closed((*key, least)))) <= {Fault.PEOPLE_PROVED}

    def test_group_below_its_threshold_may_be_implied(self) -> None:
        condition = number(MBO_2)
        inside = sorted(AREAS[CIRCLE - 1].members)[0]
        municipality = next(area.number for area in AREAS if area.members == [inside])
        groups = closed((number(ORDERPICKEN), municipality, condition, 5))
        assert groups[number(ORDERPICKEN), CIRCLE, condition] == 5
        assert verify(release(groups)).passed

    def test_share_of_the_region_counts_for_pairs(self) -> None:
        pair = (number(ORDERPICKEN), REGION, number(SCANNEN))
        assert verify(release(closed((*pair, 40), (0, REGION, 0, 5 << 9)))).passed
        found = verify(release(closed((*pair, 40), (0, REGION, 0, 5 << 11)))).violations
        assert {violation.kind for violation in found} == {Fault.BELOW_THRESHOLD}
        assert found[0].values["least"] == 80


class TestCircles:
    """A circle lists more people than without one municipality, where the group is hidden."""

    CIRCLE = next(area for area in AREAS if area.kinds == "C" and len(area.members) == 2)
    SMALLER, HIDDEN = (
        next(area.number for area in AREAS if area.members == [member]) for member in CIRCLE.members
    )

    def listed(self, at_least: int) -> oracle.Groups:
        what = number(ORDERPICKEN)
        return closed(
            *((0, area, 0, 640) for area in (self.SMALLER, self.HIDDEN)),
            (what, self.SMALLER, 0, 5),
            (what, self.CIRCLE.number, 0, at_least),
        )

    def test_circle_that_tells_of_a_hidden_group_is_caught(self) -> None:
        assert Fault.CIRCLE_TELLS in kinds(release(self.listed(10)))

    def test_circle_may_list_what_smaller_areas_imply(self) -> None:
        assert Fault.CIRCLE_TELLS not in kinds(release(self.listed(5)))

    def test_nobody_is_told_of_where_nobody_is_known_to_live(self) -> None:
        empty = without(self.listed(10), (0, self.HIDDEN, 0))
        assert Fault.CIRCLE_TELLS not in kinds(release(empty))


class TestClosed:
    """What a narrower group implies is taken away or made smaller."""

    GROUP = closed((number(SNOEIEN), area_of(BERGEN), number(B), 40))
    STEPS = [
        (number(GROEN), area_of(BERGEN), number(B)),
        (number(SNOEIEN), area_of(BERGEN), 0),
        (0, area_of(BERGEN), number(B)),
        (number(SNOEIEN), REGION, number(B)),
        (number(SNOEIEN), COUNTRY, 0),
        (0, COUNTRY, 0),
    ]

    @pytest.mark.parametrize("wider", STEPS)
    def test_wider_group_that_is_missing_is_caught(self, wider: oracle.Key) -> None:
        assert Fault.WIDER_MISSING in kinds(release(without(self.GROUP, wider)))

    @pytest.mark.parametrize("wider", STEPS)
    def test_wider_group_with_a_lower_label_is_caught(self, wider: oracle.Key) -> None:
        report = verify(release({**self.GROUP, wider: 20}))
        assert Fault.WIDER_SMALLER in {violation.kind for violation in report.violations}

    def test_sum_of_parts_is_caught(self) -> None:
        task = number(SNOEIEN)
        groups = closed((task, area_of(VENLO), 0, 20), (task, area_of(VENRAY), 0, 20))
        assert groups[task, REGION, 0] == 40
        smaller = {
            key: 20 if key[0] == task and at_least == 40 else at_least for key, at_least in groups.items()
        }
        assert kinds(release(smaller)) == {Fault.WIDER_SMALLER}

    @pytest.mark.parametrize(
        "wider",
        [
            (number(LOGISTIEK), REGION, number(SCANNEN)),
            (number(SCANNEN), REGION, 0),
            (number(ORDERPICKEN), REGION, 0),
            (number(ORDERPICKEN), COUNTRY, number(SCANNEN)),
        ],
    )
    def test_what_a_pair_implies_is_asked(self, wider: oracle.Key) -> None:
        groups = closed((number(ORDERPICKEN), REGION, number(SCANNEN), 40))
        assert verify(release(groups)).passed
        assert Fault.WIDER_MISSING in kinds(release(without(groups, wider)))

    def test_pair_of_brothers_implies_no_pair_with_their_own_group(self) -> None:
        assert verify(release(closed((number(ORDERPICKEN), REGION, number(INPAKKEN), 40)))).passed

    def test_wider_group_of_less_than_half_is_caught_by_itself(self) -> None:
        wider = (number(SNOEIEN), area_of(BERGEN), 0)
        assert Fault.INCONSISTENT in kinds(release({**self.GROUP, wider: 10}))
        assert Fault.INCONSISTENT in kinds(release(without(self.GROUP, (0, area_of(BERGEN), number(B)))))


class TestDisclosure:
    def test_what_that_is_proved_by_its_region_is_caught(self) -> None:
        task = number(SORTEREN)
        # At most 6 are hidden in each of the two municipalities of the circle: at least 4 in both.
        groups = closed(
            (task, area_of(VENRAY, BERGEN), 0, 10), (task, REGION, 0, 20), (0, area_of(VENLO), 0, 10)
        )
        report = verify(release(groups))
        assert {violation.kind for violation in report.violations} == {Fault.PEOPLE_PROVED}
        proved = [
            (violation.values["area"][0]["nl"], violation.values["least"]) for violation in report.violations
        ]
        assert ("Venray (place:GM0984)", 4) in proved
        assert ("Bergen (L.) (place:GM0893)", 4) in proved

    def test_what_that_may_be_nobody_passes(self) -> None:
        task = number(SORTEREN)
        groups = closed((task, REGION, 0, 20), (task, area_of(VENLO), 0, 20))
        proved = [violation.values["group"] for violation in verify(release(groups)).violations]
        assert all("education" in group[0]["nl"] for group in proved)

    def test_level_of_education_that_is_left_over_is_caught(self) -> None:
        # Four answers exclude each other and each hides 6 at most: of 20 people some gave each.
        report = verify(release(closed((0, area_of(VENLO), 0, 20))))
        assert {violation.kind for violation in report.violations} == {Fault.PEOPLE_PROVED}
        assert all("education" in violation.values["group"][0]["nl"] for violation in report.violations)


class TestWords:
    @pytest.mark.parametrize(
        ("fields", "kind"),
        [
            ({"attribute": "gender"}, Fault.ATTRIBUTE_UNKNOWN),
            ({"attribute": "skill"}, Fault.CONCEPT_ORDER),
            ({"code": "een code"}, Fault.CODE_SHAPE),
            ({"label_nl": ""}, Fault.LABEL_SHAPE),
            ({"label_en": "B\n(car)"}, Fault.LABEL_SHAPE),
            ({"display_nl": "—"}, Fault.LABEL_SHAPE),
            ({"parent": 9999}, Fault.PARENT_WRONG),
            ({"parent": number(GROEN)}, Fault.PARENT_WRONG),
            ({"parent": number(B)}, Fault.PARENT_WRONG),
            ({"code": "AM"}, Fault.CONCEPT_TWICE),
            ({"code": NOT_RECORDED}, Fault.SPECIAL_WRONG),
            ({"number": 9999}, Fault.CONCEPT_NUMBERS),
            ({"number": 0}, Fault.CONCEPT_NUMBERS),
        ],
    )
    def test_misplaced_word_is_caught(self, fields: dict[str, object], kind: Fault) -> None:
        assert kind in kinds(with_concept(release(SOUND), B, **fields))

    def test_parent_after_its_child_is_caught(self) -> None:
        published = with_concept(release(SOUND), LOGISTIEK, parent=number(ORDERPICKEN))
        assert Fault.PARENT_WRONG in kinds(published)

    def test_municipality_below_a_municipality_is_caught(self) -> None:
        assert Fault.PARENT_WRONG in kinds(with_concept(release(SOUND), VENRAY, parent=number(VENLO)))

    def test_special_word_of_a_what_is_caught(self) -> None:
        assert kinds(with_concept(release(SOUND), SORTEREN, code=NOT_RECORDED)) == {Fault.SPECIAL_WRONG}

    def test_special_word_that_is_missing_is_caught(self) -> None:
        special = ("licence", NOT_RECORDED)
        assert kinds(with_concept(release(SOUND), special, code="B96")) == {Fault.SPECIAL_WRONG}

    @pytest.mark.parametrize(
        ("field", "text", "resembles"),
        [
            ("label_nl", "jan@voorbeeld.nl", "email"),
            ("label_en", "Call 06-12345678", "phone"),
            ("display_nl", "+31 6 1234 5678", "phone"),
            ("code", "111222333", "bsn"),
            ("label_nl", "BSN 1112.22.333", "bsn"),
            ("display_en", "geboren 12-03-1980", "date"),
            ("label_en", "12 March 1980", "date"),
            ("code", "1980-03-12", "date"),
            ("label_nl", "5911 AB Venlo", "postcode"),
            ("code", "NL-000123", "reference"),
            ("label_nl", "Kandidaat 1234567", "reference"),
            ("label_nl", "www.voorbeeld.nl", "web"),
        ],
    )
    def test_stray_text_is_caught_and_not_repeated(self, field: str, text: str, resembles: str) -> None:
        report = verify(with_concept(release(SOUND), B, **{field: text}))
        assert {violation.kind for violation in report.violations} == {Fault.STRAY_TEXT}
        assert report.violations[0].values == {"concept": number(B), "field": field, "resembles": resembles}
        assert text not in str(report.to_json())

    def test_stray_text_among_synonyms_is_caught(self) -> None:
        published = with_concept(release(SOUND), B, synonyms_nl=["rijden", "a@b.nl"])
        assert kinds(published) == {Fault.STRAY_TEXT}

    def test_stray_text_is_not_repeated_by_another_violation(self) -> None:
        groups = without(SOUND, (0, COUNTRY, number(B)))
        report = verify(with_concept(release(groups), B, label_nl="NL-000123"))
        assert {Fault.STRAY_TEXT, Fault.WIDER_MISSING} <= {violation.kind for violation in report.violations}
        assert "NL-000123" not in str(report.to_json())

    @pytest.mark.parametrize(
        ("tables", "kind"),
        [
            ({"titles": [Title(occupation=9999, title="kok", concepts=[])]}, Fault.WORD_UNKNOWN),
            ({"titles": [Title(occupation=number(B), title="kok", concepts=[])]}, Fault.WORD_UNKNOWN),
            ({"titles": [Title(occupation=number(LADERS), concepts=[number(B)])]}, Fault.WORD_UNKNOWN),
            ({"search_words": [SearchWord(word="kok", language="nl", concepts=[9999])]}, Fault.WORD_UNKNOWN),
            ({"search_words": [SearchWord(word="kok", language="nl", concepts=[])]}, Fault.WORD_UNKNOWN),
            ({"refused_words": [RefusedWord(word="kok", reason="taste")]}, Fault.WORD_UNKNOWN),
            ({"refused_words": [RefusedWord(word="j.bakker@voorbeeld.nl", reason="age")]}, Fault.STRAY_TEXT),
        ],
    )  # fmt: skip
    def test_word_that_leads_nowhere_is_caught(self, tables: dict[str, object], kind: Fault) -> None:
        assert kinds(replace(release(SOUND), **tables)) == {kind}

    def test_titles_and_words_of_the_release_pass(self) -> None:
        tables = {
            "titles": [
                Title(occupation=number(LADERS), title="loodsmedewerker", concepts=[number(ORDERPICKEN)])
            ],
            "search_words": [SearchWord(word="magazijn", language="nl", concepts=[number(LOGISTIEK)])],
            "refused_words": [RefusedWord(word="jong", reason="age")],
        }
        assert verify(replace(release(SOUND), **tables)).passed


class TestAreas:
    @pytest.mark.parametrize(
        ("fields", "kind"),
        [
            ({"members": []}, Fault.AREA_MEMBERS),
            ({"members": [number(VENRAY), number(VENLO), number(BERGEN)]}, Fault.AREA_MEMBERS),
            ({"members": [number(VENLO), number(VENLO), number(VENRAY)]}, Fault.AREA_MEMBERS),
            ({"members": [number(("place", "AM31"))]}, Fault.AREA_MEMBERS),
            ({"members": [9999]}, Fault.AREA_MEMBERS),
            ({"members": [number(VENLO), number(ROERMOND)]}, Fault.AREA_KINDS),
            ({"members": [number(VENLO)]}, Fault.AREA_TWICE),
            ({"kinds": "R"}, Fault.AREA_KINDS),
            ({"kinds": "CR"}, Fault.AREA_KINDS),
            ({"kinds": "MR"}, Fault.AREA_KINDS),
            ({"concept": number(("place", "AM30"))}, Fault.AREA_NAME),
            ({"concept": None}, Fault.AREA_NAME),
            ({"number": 9999}, Fault.AREA_NUMBERS),
        ],
    )
    def test_wrong_area_is_caught(self, fields: dict[str, object], kind: Fault) -> None:
        assert kind in kinds(with_area(release(SOUND), REGION, **fields))

    def test_area_that_is_missing_is_caught(self) -> None:
        assert kinds(replace(release({}), areas=AREAS[:-1])) >= {Fault.AREA_MISSING}

    def test_circle_of_other_municipalities_is_caught(self) -> None:
        first, *rest = CIRCLES
        for other in (
            [Circle(centre=first.centre, km=first.km, area=first.area % len(AREAS) + 1), *rest],
            [Circle(centre=first.centre, km=50, area=first.area), *CIRCLES],
            rest,
        ):
            assert kinds(replace(release(SOUND), circles=other)) == {Fault.CIRCLE_WRONG}

    def test_moved_point_is_caught(self) -> None:
        assert Fault.CIRCLE_WRONG in kinds(
            with_concept(release(SOUND), VENRAY, latitude=51.37, longitude=6.17)
        )


class TestContents:
    def test_changed_content_is_caught(self) -> None:
        assert kinds(replace(release(SOUND), computed_hash="other")) == {Fault.HASH_CHANGED}

    @pytest.mark.parametrize(
        ("counts", "kind"),
        [
            ({"groups": 1}, Fault.COUNT_DIFFERS),
            ({"people": 419}, Fault.COUNT_DIFFERS),
            ({"organisations": 12}, Fault.COUNT_UNKNOWN),
            ({"made_by": "beheerder"}, Fault.COUNT_IS_TEXT),
            ([783], Fault.COUNT_IS_TEXT),
        ],
    )
    def test_counts_that_are_not_of_the_groups_are_caught(self, counts: object, kind: Fault) -> None:
        assert kinds(replace(release(SOUND), counts=counts)) == {kind}

    def test_text_in_the_policy_is_caught(self) -> None:
        assert verify(release(SOUND, least_days=28, least_changed=0.1)).passed
        assert kinds(release(SOUND, author="A. Bakker")) == {Fault.POLICY_TEXT}

    @pytest.mark.parametrize(
        "policy",
        [
            {"k": 4}, {"k": True}, {"k": 5.0}, {"k": None}, {"k": 100_000},
            {"sampling_rate": 0}, {"sampling_rate": 0.9}, {"sampling_rate": None}, {"sampling_rate": True},
            {"shapes": None}, {"shapes": []}, {"shapes": {}}, {"shapes": {**SHAPES_ON, "triple": True}},
            {"shapes": {**SHAPES_ON, "pair": 1}}, {"shapes": {**SHAPES_ON, "place": False}},
            {"shapes": {**SHAPES_ON, "circle": False}},
        ],
        ids=str,
    )  # fmt: skip
    def test_policy_out_of_bounds_is_caught(self, policy: dict[str, object]) -> None:
        report = verify(release(SOUND, **policy))
        assert [(violation.kind, violation.values) for violation in report.violations] == [
            (Fault.POLICY_UNREADABLE, {"rule": next(iter(policy))})
        ]
        assert "closed" in report.skipped

    def test_policy_that_is_a_list_is_caught(self) -> None:
        assert kinds(replace(release(SOUND), policy=["k", 5])) == {Fault.POLICY_UNREADABLE}


def test_check_that_lacks_its_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.release.verification.verify.check_disclosure", None)
    report = verify(release(SOUND))
    assert report.passed
    assert report.skipped == ("disclosure",)
