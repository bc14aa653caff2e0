"""Any wish as criteria of the register: a query string, a group code or typed words.

Read by the vocabulary of today, which keeps the codes of a release; only typed words and group codes
need the words of the active release.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.db import connections, router
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from explorer.release.coded_groups import CodedGroup, groups_of
from explorer.release.group_code import read_code
from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED, Group, Release
from explorer.release.shapes import CONDITIONS, PLACE, WHATS, AreaKind
from explorer.release.vocabulary import Vocabulary, is_of, read_vocabulary
from explorer.words.matcher import WordMatcher
from profiles.vocabulary.models import Concept
from profiles.vocabulary.tree import Tree

PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "taak": ("task",),
    "vaardigheid": ("skill",),
    "beroep": ("occupation",),
    "sector": ("sector",),
    "plaats": (PLACE,),
    "ook": WHATS,
    "uren": ("hours",),
    "rijbewijs": ("licence",),
    "opleiding": ("education",),
    "beschikbaar": ("availability",),
    "richting": ("direction",),
    "werktijd": ("worktime",),
    "vervoer": ("transport",),
    "taal": ("language",),
    "competentie": ("competence",),
    "affiniteit": ("affinity",),
}
"""Parameter of a search -> attributes; a test holds it to the facets of the outside."""
DEFAULT_DISTANCE = 15
SPECIALS = (NOT_RECORDED, NOT_APPLICABLE)


@dataclass
class DeskWish:
    """What is asked for, in concepts of today: any of `whats`, any of `also`, of each condition any option.

    `specials`: attribute -> special codes that were asked for. `unknown`: words and codes that mean
    nothing any more, to be said on the page.
    """

    whats: list[Concept] = field(default_factory=list)
    also: list[Concept] = field(default_factory=list)
    places: list[Concept] = field(default_factory=list)
    centre: Concept | None = None
    km: int = DEFAULT_DISTANCE
    conditions: dict[str, list[Concept]] = field(default_factory=dict)
    specials: dict[str, set[str]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.whats or self.places or self.centre or self.conditions or self.specials)

    def add(self, attribute: str, concept: Concept, *, also: bool = False) -> None:
        """Take a concept where it belongs; the same one once."""
        if attribute == PLACE:
            listed = self.places
        elif attribute in WHATS:
            listed = self.also if also else self.whats
        else:
            listed = self.conditions.setdefault(attribute, [])
        if concept not in listed:
            listed.append(concept)

    @property
    def title(self) -> str:
        """The wish in words."""
        parts = [_any_of(self.whats)]
        if self.centre is not None:
            parts.append(_("binnen %(km)s km van %(place)s") % {"km": self.km, "place": self.centre.label})
        parts.append(_any_of(self.places))
        parts += [_any_of(options) for options in self.conditions.values()]
        parts.append(_any_of(self.also))
        return ", ".join(part for part in parts if part) or _("Iedereen")


def wish_of_query(tree: Tree, query: str) -> DeskWish:
    """The wish of a canonical query string of the outside."""
    wish, data = DeskWish(), QueryDict(query)
    for name, attributes in PARAMETERS.items():
        for value in data.getlist(name):
            attribute, code = attributes[0], value
            if len(attributes) > 1:
                attribute, _colon, code = value.partition(":")
            _add_code(tree, wish, attribute if attribute in attributes else "", code, also=name == "ook")
    if (name := data.get("vanuit", "")) and (place := _place(tree, name)) is not None:
        if place.parent_id is None:
            wish.add(PLACE, place)
        else:
            wish.centre = place
    if data.get("straal", "").isdigit():
        wish.km = int(data["straal"])
    if text := data.get("q", "").strip():
        _add_words(tree, wish, text)
    if not wish.whats:
        # "And also" of nothing is simply what is asked, as outside.
        wish.whats, wish.also = wish.also, []
    return wish


def wish_of_words(tree: Tree, text: str) -> DeskWish:
    """The wish of typed words, read as the search of the outside reads them."""
    wish = DeskWish()
    _add_words(tree, wish, text)
    return wish


def wish_of_group(tree: Tree, code: str) -> DeskWish:
    """The wish of a group code, where several share it the published one.

    Raises `MistypedCode`; a code of no group of this release gives an empty wish.
    """
    read = read_code(code)
    release = Release.objects.active()
    if release is None:
        return DeskWish(unknown=[code])
    vocabulary = words_of_release(release.number, release.content_hash)[0]
    found = groups_of(vocabulary, read)
    if len(found) > 1:
        published = set(
            Group.objects.filter(release=release, what__in=[each.what for each in found]).values_list(
                "what", "area", "condition"
            )
        )
        # Sorted and not filtered: where none of them is published the first is as good as any.
        found.sort(key=lambda each: (each.what, each.area, each.condition) not in published)
    if not found:
        return DeskWish(unknown=[code])
    return _wish_of_coded(tree, vocabulary, found[0])


def _wish_of_coded(tree: Tree, vocabulary: Vocabulary, group: CodedGroup) -> DeskWish:
    wish = DeskWish()
    for number, also in ((group.what, False), (group.condition, True)):
        if number:
            concept = vocabulary[number]
            _add_code(tree, wish, concept.attribute, concept.code, also=also)
    area = vocabulary.areas[group.area]
    circles = vocabulary.circles_of(area.number)
    circle = next((each for each in circles if each[0] == group.centre), None)
    if circle is None and area.concept is not None:
        _add_code(tree, wish, PLACE, vocabulary[area.concept].code)
    elif not is_of(area, AreaKind.COUNTRY) and (circle or circles):
        centre, km = circle or circles[0]
        wish.centre, wish.km = tree.find(PLACE, vocabulary[centre].code), km
    return wish


def _add_code(tree: Tree, wish: DeskWish, attribute: str, code: str, *, also: bool = False) -> None:
    if code in SPECIALS and attribute in CONDITIONS:
        wish.specials.setdefault(attribute, set()).add(code)
        wish.conditions.setdefault(attribute, [])
        return
    concept = tree.find(attribute, code)
    if concept is None:
        wish.unknown.append(code[:40])
    else:
        wish.add(attribute, concept, also=also)


def _place(tree: Tree, name: str) -> Concept | None:
    code = tree.find(PLACE, name)
    wanted = name.strip().casefold()
    named = [
        place for place in tree.of(PLACE) if wanted in (place.label_nl.casefold(), place.label_en.casefold())
    ]
    # A region and a municipality may have one name (Utrecht, Groningen): the smaller one is meant.
    return code or next((place for place in named if place.parent_id is not None), next(iter(named), None))


def _add_words(tree: Tree, wish: DeskWish, text: str) -> None:
    release = Release.objects.active()
    if release is None:
        wish.unknown.append(text[:40])
        return
    vocabulary, matcher = words_of_release(release.number, release.content_hash)
    for reading in matcher.read(text, get_language() or "nl"):
        if not reading.concepts:
            wish.unknown.append(reading.text)
        for number in reading.concepts:
            word = vocabulary[number]
            concept = tree.find(word.attribute, word.code)
            # A typed municipality means its surroundings, as outside; only a region is meant exactly.
            if concept is not None and word.attribute == PLACE and concept.parent_id is not None:
                wish.centre = wish.centre or concept
            else:
                _add_code(tree, wish, word.attribute, word.code)


@lru_cache(maxsize=2)
def words_of_release(number: int, content_hash: str) -> tuple[Vocabulary, WordMatcher]:
    """The words of a release; by checksum too, as a restored database may use a number again."""
    release = Release.objects.get(number=number)
    vocabulary = read_vocabulary(release)
    matcher = WordMatcher(
        vocabulary,
        titles=list(release.titles.all()),
        search_words=list(release.search_words.all()),
        refused_words=list(release.refused_words.all()),
        at_least=dict(_numbers_of_whats(number, vocabulary)),
    )
    return vocabulary, matcher


def _numbers_of_whats(release: int, vocabulary: Vocabulary) -> Iterable[tuple[int, int]]:
    country = next(area.number for area in vocabulary.areas.values() if is_of(area, AreaKind.COUNTRY))
    table = Group._meta.db_table
    with connections[router.db_for_read(Group)].cursor() as cursor:
        cursor.execute(
            # Through a cursor: of these thousands of pairs no model object is needed.
            f"SELECT what, at_least FROM {table} WHERE release_id = %s AND area = %s AND condition = 0",  # noqa: S608
            [release, country],
        )
        rows: list[tuple[int, int]] = cursor.fetchall()
    return rows


def _any_of(concepts: list[Concept]) -> str:
    return _(" of ").join(concept.display_nl or concept.label for concept in concepts)
