"""The page of one group, the anonymous profile: what is known of at least k people together."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from explorer.release.coded_groups import CodedGroup, code_of
from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED
from explorer.release.shapes import WHATS, AreaKind
from explorer.release.vocabulary import Vocabulary, is_of
from explorer.search.current import Current
from explorer.search.links import contact_url, group_url, query_of_group, search_url
from explorer.search.maps import Map, municipality_map
from explorer.search.page import Link
from explorer.search.portrait import Portrait
from explorer.search.query import Query
from explorer.search.wording import Amount, area_name, in_area, name_of, pictogram, region_name
from explorer.search.wording import wish as wish_of

MOST = 6
OTHERS = 6


@dataclass(frozen=True, slots=True)
class ProfilePanel:
    """One part of the profile: its heading and the attributes it shows; `is_tree`: wider words too."""

    title: str | Promise
    icon: str
    attributes: tuple[str, ...]
    is_tree: bool = False


# The six parts of a klantprofiel (opleiding, vaardigheden, competenties, affiniteiten, sectoren, taken)
# beside what a vacancy asks for.
PANELS: tuple[ProfilePanel, ...] = (
    ProfilePanel(gettext_lazy("Uren per week"), "hours", ("hours",), is_tree=True),
    ProfilePanel(gettext_lazy("Beschikbaar"), "availability", ("availability",)),
    ProfilePanel(gettext_lazy("Rijbewijs"), "licence", ("licence",)),
    ProfilePanel(gettext_lazy("Vervoer"), "transport", ("transport",)),
    ProfilePanel(gettext_lazy("Opleiding"), "education", ("education",), is_tree=True),
    ProfilePanel(gettext_lazy("Opleidingsrichting"), "direction", ("direction",)),
    ProfilePanel(gettext_lazy("Taken"), "task", ("task",)),
    ProfilePanel(gettext_lazy("Vaardigheden"), "skill", ("skill",)),
    ProfilePanel(gettext_lazy("Sterk in"), "competence", ("competence",)),
    ProfilePanel(gettext_lazy("Werkt graag"), "affinity", ("affinity",)),
    ProfilePanel(gettext_lazy("Sectoren"), "sector", ("sector",)),
    ProfilePanel(gettext_lazy("Beroepen"), "occupation", ("occupation",)),
    ProfilePanel(gettext_lazy("Talen"), "language", ("language",)),
    ProfilePanel(gettext_lazy("Werktijden"), "worktime", ("worktime",)),
)


@dataclass(frozen=True, slots=True)
class ProfileLine:
    """A condition with its number; `url` leads to the group with it, `is_child` indents it."""

    text: str
    amount: Amount
    url: str
    is_child: bool


@dataclass(frozen=True, slots=True)
class ProfilePart:
    """A panel with its lines; `unknown` is how many have nothing recorded, None where no number says it."""

    id: str
    title: str | Promise
    icon: str
    lines: tuple[ProfileLine, ...]
    full: int
    unknown: Amount | None
    note: str


@dataclass(frozen=True)
class GroupPage:
    """All that the template shows; texts are in the language of the request."""

    title: str
    short: str
    code: str
    wish: str
    amount: Amount
    everybody: Amount | None
    picture: str
    parts: tuple[ProfilePart, ...]
    missing: tuple[str, ...]
    map: Map | None
    map_title: str
    around: tuple[Link, ...]
    others: tuple[Link, ...]
    contact: str
    search: str


def group_page(now: Current, group: Portrait, *, centre: int | None = None) -> GroupPage:
    """The page of a portrait. `centre`: the middle of the circle in its address."""
    vocabulary = now.vocabulary
    what = name_of(vocabulary, group.what) if group.what else _("Alle kandidaten")
    wish = wish_of(vocabulary, group.condition) if group.condition else ""
    name = area_name(vocabulary, group.area, centre=centre)
    parts = [_part(now, group, panel, centre) for panel in PANELS]
    query = query_of_group(vocabulary, group.what, group.area, group.condition, centre=centre)
    others: list[Link] = []
    # A wider word of the same work is no other work.
    asked = {group.what, *(vocabulary.ancestors(group.what) if group.what else ())}
    tasks = [
        task
        for task in group.others
        if task not in asked and vocabulary[task].attribute == WHATS[0] and not vocabulary.children(task)
    ]
    for task in sorted(tasks, key=lambda each: (-group.others[each], each))[:OTHERS]:
        others.append(
            Link(
                name_of(vocabulary, task),
                group_url(vocabulary, task, group.area, centre=centre),
                Amount(group.others[task], now.k),
            )
        )
    return GroupPage(
        title=f"{what} {in_area(vocabulary, group.area, centre=centre)}",
        short=f"{what} · {name}",
        code=code_of(vocabulary, CodedGroup(group.what, group.area.number, group.condition, centre)),
        wish=wish,
        amount=Amount(group.at_least, now.k),
        everybody=Amount(group.everybody, now.k) if group.condition else None,
        picture=pictogram(vocabulary, group.what),
        parts=tuple(part for part in parts if part.lines),
        missing=tuple(str(part.title).lower() for part in parts if not part.lines),
        map=_map(now, group, query, centre),
        map_title=_("%(what)s, per gemeente") % {"what": f"{what}, {wish}" if wish else what},
        around=tuple(_around(now, group, centre)),
        others=tuple(others),
        contact=contact_url(vocabulary, query),
        search=search_url(vocabulary, query),
    )


def _part(now: Current, group: Portrait, panel: ProfilePanel, centre: int | None) -> ProfilePart:
    vocabulary = now.vocabulary
    # A small area has few numbers of its own; those of its region are more use than none.
    is_local = any(group.own.get(number) for number in _numbers_of(vocabulary, panel))
    numbers = group.own if is_local else group.in_region
    whole = numbers.get(0, 0) or group.everybody or group.at_least
    concepts = [number for number in _numbers_of(vocabulary, panel) if numbers.get(number)]
    known = _telling(vocabulary, concepts, numbers, is_tree=panel.is_tree)
    unknown = [number for number in concepts if vocabulary[number].code == NOT_RECORDED]
    area = group.area if is_local else vocabulary.areas[group.region]
    note = ""
    if not is_local and known and group.region != group.area.number:
        region = vocabulary.areas[group.region].concept
        name = region_name(vocabulary, region) if region else _("heel Nederland")
        note = _("Van iedereen met dit werk in de regio %(region)s.") % {"region": name}
    shown = set(known)
    return ProfilePart(
        id=f"deel-{panel.attributes[0]}",
        title=panel.title,
        icon=panel.icon,
        lines=tuple(
            ProfileLine(
                text=name_of(vocabulary, number),
                amount=Amount(numbers[number], now.k),
                # No link for the group itself, nor for one that is published for the region only.
                url=""
                if number == group.condition or area.number != group.area.number
                else group_url(vocabulary, group.what, area, number, centre=centre),
                is_child=(vocabulary[number].parent or 0) in shown,
            )
            for number in known
        ),
        full=max([whole, *(numbers[number] for number in known)], default=whole),
        unknown=Amount(numbers[unknown[0]], now.k) if unknown else None,
        note=note,
    )


def _numbers_of(vocabulary: Vocabulary, panel: ProfilePanel) -> Iterable[int]:
    for attribute in panel.attributes:
        for concept in vocabulary.of(attribute):
            if not concept.is_heading:
                yield concept.number


def _telling(
    vocabulary: Vocabulary, concepts: list[int], numbers: Mapping[int, int], *, is_tree: bool
) -> list[int]:
    """Words that say most: narrow ones, and in a tree wider ones of which more people are known.

    In a tree in the order of the vocabulary, else the largest first.
    """
    known = [number for number in concepts if vocabulary[number].code not in (NOT_RECORDED, NOT_APPLICABLE)]
    # A wide word with the same number as a narrow one below it says nothing more.
    below: dict[int, int] = {}
    for number in known:
        for above in vocabulary.ancestors(number):
            below[above] = max(below.get(above, 0), numbers[number])
    if is_tree:
        return [number for number in known if numbers[number] > below.get(number, 0)][: 2 * MOST]
    leaves = [number for number in known if number not in below]
    return sorted(leaves, key=lambda number: -numbers[number])[:MOST]


def _map(now: Current, group: Portrait, query: Query, centre: int | None) -> Map | None:
    vocabulary = now.vocabulary
    numbers = {}
    for place in vocabulary.areas[group.region].members:
        area = vocabulary.area_with([place])
        numbers[place] = group.areas.get(area.number, 0) if area else 0
    # An empty map would look as if no candidate lived in the region.
    if not any(numbers.values()):
        return None
    chosen = group.area.members if is_of(group.area, AreaKind.MUNICIPALITY) else ()
    return municipality_map(now, numbers, query=query, chosen=chosen)


def _around(now: Current, group: Portrait, centre: int | None) -> Iterator[Link]:
    """The same work in wider areas: circles, the region."""
    vocabulary = now.vocabulary
    # The same circle has a name for each centre; the visitor keeps the one of the search.
    middle = centre or group.area.concept
    wider = [
        area
        for number in group.areas
        if (area := vocabulary.areas[number]).number != group.area.number
        and set(area.members) > set(group.area.members)
    ]
    for area in sorted(wider, key=lambda each: len(each.members)):
        name = area_name(vocabulary, area, centre=middle)
        yield Link(
            name[:1].upper() + name[1:],
            group_url(vocabulary, group.what, area, group.condition, centre=middle),
            Amount(group.areas[area.number], now.k),
        )
