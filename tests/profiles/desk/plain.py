"""Who fits, in plain Python: the executable definition that the statement is held to."""

import datetime
from collections.abc import Sequence

from explorer.release.vocabulary import distance
from profiles.desk.criteria import Criterion, criteria_of
from profiles.desk.wish import DeskWish
from profiles.publication.derive import hours_bands
from profiles.register.models import Profile
from profiles.vocabulary.tree import Tree

NO, UNKNOWN, YES = range(3)
ASKED = {"draft", "ready", "published"}


def who_fits(
    tree: Tree, wish: DeskWish, *, regions: Sequence[int], on: datetime.date, no_go_key: str = ""
) -> list[tuple[int, tuple[int, ...]]]:
    """(candidate, verdicts) of everybody who fits, in order."""
    criteria = criteria_of(tree, wish, on=on)
    found = []
    for profile in Profile.objects.select_related("candidate__organisation", "candidate__municipality"):
        candidate = profile.candidate
        if profile.state not in ASKED or profile.objected_on:
            continue
        if candidate.organisation.region_id not in regions:
            continue
        if no_go_key and candidate.no_go_employers.filter(key=no_go_key).exists():
            continue
        verdicts = tuple(verdict(tree, wish, criterion, profile) for criterion in criteria)
        hard = [value for value, criterion in zip(verdicts, criteria, strict=True) if criterion.is_hard]
        if NO in hard:
            continue
        km = kilometres(wish, profile)
        order = (
            *(-hard.count(YES), -verdicts.count(YES), -verdicts.count(UNKNOWN)),
            *(km is None, km or 0),
            *(profile.available_from is None, profile.available_from or on),
            *(profile.confirmed_on is None, -(profile.confirmed_on or on).toordinal()),
            candidate.pk,
        )
        found.append((order, candidate.pk, verdicts))
    return [(pk, verdicts) for _order, pk, verdicts in sorted(found)]


def kilometres(wish: DeskWish, profile: Profile) -> float | None:
    place = profile.candidate.municipality
    if wish.centre is None or place is None:
        return None
    if place.pk == wish.centre.pk:
        return 0.0
    far = distance(wish.centre, place)
    return None if far == float("inf") else far


def verdict(  # noqa: C901 - the rules one after the other
    tree: Tree, wish: DeskWish, criterion: Criterion, profile: Profile
) -> int:
    unknown = YES if criterion.takes_unknown else UNKNOWN
    if criterion.is_place:
        place = profile.candidate.municipality
        if place is None:
            return unknown
        asked = {each.pk for each in wish.places}
        if place.pk in asked or place.parent_id in asked:
            return YES
        km = kilometres(wish, profile)
        return YES if km is not None and km <= wish.km else NO
    if criterion.attributes == ("availability",):
        if profile.available_from is None:
            return unknown
        assert criterion.until
        return YES if profile.available_from <= criterion.until else NO
    if criterion.attributes == ("hours",):
        if profile.hours_min is None:
            return unknown
        chosen = set()
        for option in wish.conditions["hours"]:
            chosen |= {option.code, *(each.code for each in tree.descendants(option))}
        return YES if chosen & set(hours_bands(least=profile.hours_min, most=profile.hours_max)) else NO
    held = {fact.concept_id: fact.concept.attribute for fact in profile.facts.select_related("concept")}
    if criterion.meets & held.keys():
        return YES
    if criterion.above & held.keys():
        return unknown
    if criterion.day_parts & set(profile.rather_not):
        return UNKNOWN
    recorded = set(held.values())
    for name in criterion.attributes:
        if name not in recorded:
            if name in profile.not_applicable:
                if criterion.takes_none:
                    return YES
            else:
                return unknown
    return NO
