"""Which groups a code can mean, by the words of a release; and the code of a group of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from explorer.release.group_code import (
    CONDITION_BITS,
    PLACE_BITS,
    WHAT_BITS,
    GroupCode,
    group_code,
    short_hash,
)
from explorer.release.models import Area
from explorer.release.shapes import CIRCLE_RADII, CONDITIONS, WHATS, AreaKind
from explorer.release.vocabulary import Vocabulary, is_of

COUNTRY = "NL"


@dataclass(frozen=True)
class CodedGroup:
    """Numbers of a release, 0 for none. `centre`: the municipality that the circle is named after."""

    what: int
    area: int
    condition: int
    centre: int | None = None


def code_of(vocabulary: Vocabulary, group: CodedGroup) -> str:
    """The code of a group as pages show it, by the name that its area is known by."""
    return str(
        group_code(
            what=_word(vocabulary, group.what),
            place=place_name(vocabulary, vocabulary.areas[group.area], centre=group.centre),
            condition=_word(vocabulary, group.condition),
        )
    )


def groups_of(vocabulary: Vocabulary, code: GroupCode) -> list[CodedGroup]:
    """The groups with this code, published or not: nearly always one, none for words that are no longer used.

    A published group is distinguished from another with its code by looking it up.
    """
    whats = [0, *(concept.number for attribute in WHATS for concept in vocabulary.of(attribute))]
    conditions = [*whats, *(each.number for attribute in CONDITIONS for each in vocabulary.of(attribute))]
    return [
        CodedGroup(what, area.number, condition, centre)
        for what in _with_hash(vocabulary, whats, "what", code.what, WHAT_BITS)
        for area, centre, name in _named_areas(vocabulary)
        # Hashed and compared: from a hash nothing can be looked up the other way.
        if short_hash("place", name, PLACE_BITS) == code.place
        for condition in _with_hash(vocabulary, conditions, "condition", code.condition, CONDITION_BITS)
        if condition != what or not condition
    ]


def place_name(vocabulary: Vocabulary, area: Area, *, centre: int | None = None) -> str:
    """How a code names an area: municipality or region, else the circle around the centre, or its first."""
    circles = vocabulary.circles_of(area.number)
    asked = [circle for circle in circles if circle[0] == centre]
    if area.concept is not None and (is_of(area, AreaKind.MUNICIPALITY) or not asked):
        return vocabulary[area.concept].code
    if is_of(area, AreaKind.COUNTRY) or not circles:
        return COUNTRY
    return _circle(vocabulary, *(asked or circles)[0])


def _named_areas(vocabulary: Vocabulary) -> Iterator[tuple[Area, int | None, str]]:
    """Every name of every area, with the centre of a circle."""
    for area in vocabulary.areas.values():
        if area.concept is not None:
            yield area, None, vocabulary[area.concept].code
        if is_of(area, AreaKind.COUNTRY):
            yield area, None, COUNTRY
        # A circle with one municipality only is known by the municipality.
        if not is_of(area, AreaKind.MUNICIPALITY):
            for centre, km in vocabulary.circles_of(area.number):
                if km in CIRCLE_RADII:
                    yield area, centre, _circle(vocabulary, centre, km)


def _circle(vocabulary: Vocabulary, centre: int, km: int) -> str:
    return f"{vocabulary[centre].code}+{km}"


def _word(vocabulary: Vocabulary, number: int) -> str:
    return f"{vocabulary[number].attribute}:{vocabulary[number].code}" if number else ""


def _with_hash(
    vocabulary: Vocabulary, numbers: Iterable[int], kind: str, wanted: int, bits: int
) -> list[int]:
    return [number for number in numbers if short_hash(kind, _word(vocabulary, number), bits) == wanted]
