"""The anonymous profile of one group: everything that is published of at least k people together.

Numbers of conditions are those of the group's own area; what is published by region only is
counted in the region, and `Portrait.region` names it. One statement.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connections, router

from explorer.release.models import Area, Group
from explorer.release.shapes import CIRCLE_RADII, WHATS, AreaKind
from explorer.release.vocabulary import Vocabulary, is_of
from explorer.search.current import Current

NUMBERS = """
SELECT 'own', condition, at_least FROM {table}
    WHERE release_id = %(release)s AND what = %(what)s AND area = %(area)s
UNION ALL SELECT 'region', condition, at_least FROM {table}
    WHERE release_id = %(release)s AND what = %(what)s AND area = %(region)s
UNION ALL SELECT 'region', what, at_least FROM {table}
    WHERE release_id = %(release)s AND condition = %(what)s AND area = %(region)s AND what > 0
UNION ALL SELECT 'area', area, at_least FROM {table}
    WHERE release_id = %(release)s AND what = %(what)s AND condition = %(condition)s
    AND area = ANY(%(around)s)
UNION ALL SELECT 'what', what, at_least FROM {table}
    WHERE release_id = %(release)s AND area = %(area)s AND condition = 0 AND what > 0
"""


@dataclass(frozen=True)
class Portrait:
    """A group and what is published around it; numbers are labels, what is absent is not known.

    `own`: condition -> number in the area; `in_region`: condition or second what -> number in
    `region` (an area number). `areas`: area -> number of the same what and condition there.
    `others`: other whats of the same area -> number.
    """

    what: int
    area: Area
    condition: int
    at_least: int
    everybody: int
    region: int
    own: Mapping[int, int]
    in_region: Mapping[int, int]
    areas: Mapping[int, int]
    others: Mapping[int, int]

    def number(self, condition: int) -> int:
        """People of the group with a condition or second what; of the region where only the region has it."""
        return self.own.get(condition) or self.in_region.get(condition, 0)


def portrait(now: Current, *, what: int, area: Area, condition: int = 0) -> Portrait | None:
    """The profile of a group; None where it is not published, which says nothing of whether anybody fits."""
    region = region_of(now.vocabulary, area, country=now.country)
    # Numbers of the region, the municipalities there and the circles are shown beside the group's.
    single = (now.vocabulary.area_with([place]) for place in now.vocabulary.areas[region].members)
    # Only a municipality has circles of its own; of a circle its own centre is taken.
    centre = area.concept if area.concept and is_of(area, AreaKind.MUNICIPALITY) else None
    if centre is None and (circles := now.vocabulary.circles_of(area.number)):
        centre = circles[0][0]
    circles_around = (now.vocabulary.circle(centre, km) for km in CIRCLE_RADII if centre)
    found: dict[str, dict[int, int]] = {"own": {}, "region": {}, "area": {}, "what": {}}
    with connections[router.db_for_read(Group)].cursor() as cursor:
        cursor.execute(
            NUMBERS.format(table=Group._meta.db_table),
            {
                "release": now.release.number,
                "what": what,
                "area": area.number,
                "condition": condition,
                "region": region,
                "around": [
                    area.number,
                    region,
                    *(each.number for each in (*single, *circles_around) if each),
                ],
            },
        )
        for kind, number, at_least in cursor.fetchall():
            # A pair of whats comes from either side of a row, and once from each.
            found[kind][number] = max(at_least, found[kind].get(number, 0))
    # Not published and empty must look the same.
    if not found["own"].get(condition):
        return None
    return Portrait(
        what=what,
        area=area,
        condition=condition,
        at_least=found["own"][condition],
        everybody=found["own"].get(0, 0),
        region=region,
        own=found["own"],
        in_region=found["region"],
        areas=found["area"],
        others={other: number for other, number in found["what"].items() if other != what},
    )


def region_of(vocabulary: Vocabulary, area: Area, *, country: int) -> int:
    """Area number of the region a group lies in; of a circle, its centre's; else the country."""
    if is_of(area, AreaKind.REGION) or is_of(area, AreaKind.COUNTRY):
        return area.number
    # A circle over the border of a region belongs to the region of its centre.
    circles = vocabulary.circles_of(area.number)
    place = area.concept or (circles[0][0] if circles else area.members[0])
    above = vocabulary[place].parent
    found = vocabulary.area_with(vocabulary.municipalities_of(above)) if above else None
    return found.number if found else country


def is_what(vocabulary: Vocabulary, concept: int) -> bool:
    """Whether a concept can be the what of a group."""
    return vocabulary[concept].attribute in WHATS
