"""The same figures, person by person and by the words alone."""

from functools import cache

from explorer.demand.wishes import Search, Wish
from profiles.publication.derive import availability, hours_bands
from profiles.quality.fields import FIELDS
from profiles.register.models import Profile
from profiles.vocabulary.models import Concept
from tests.factories.register import TODAY

YES, MAYBE, NO = "yes", "maybe", "no"


class Brute:
    """All words and, once asked for, what each profile has, kept for one test."""

    def __init__(self) -> None:
        concepts = {concept.pk: concept for concept in Concept.objects.all()}
        self.parent = {
            (each.attribute, each.code): concepts[each.parent_id].code if each.parent_id else ""
            for each in concepts.values()
        }
        self.codes = cache(self._codes)

    def chain(self, attribute: str, code: str) -> list[str]:
        """The codes of a concept and of all above it."""
        return [code, *self.chain(attribute, self.parent[attribute, code])] if code else []

    def missing(self, profile: Profile) -> set[str]:
        return set(FIELDS) - self.codes(profile).keys()

    def answer(self, profile: Profile, search: Search) -> tuple[str, set[str]]:
        """What a search can tell of a profile, and the facets that keep it from being certain."""
        facets: dict[str, list[str]] = {}
        for wish in search:
            facets.setdefault(wish.facet, []).append(self._one(profile, wish))
        answers = {
            facet: YES if YES in each else MAYBE if MAYBE in each else NO for facet, each in facets.items()
        }
        if NO in answers.values():
            return NO, set()
        lacking = {facet for facet, each in answers.items() if each == MAYBE}
        return (MAYBE, lacking) if lacking else (YES, set())

    def undecided(self, profile: Profile, search: Search, field: str) -> bool:
        """Whether this field, which is missing, is the only thing that a search misses."""
        said, lacking = self.answer(profile, search)
        asking = {wish.facet for wish in search if wish.attribute == field}
        return said == MAYBE and len(lacking) == 1 and lacking <= asking and field in self.missing(profile)

    def _codes(self, profile: Profile) -> dict[str, set[str]]:
        """By field the codes of a profile; a field that does not apply is there and empty."""
        facts: dict[str, set[str]] = {}
        for attribute, code in profile.concepts.values_list("attribute", "code"):
            facts.setdefault(attribute, set()).add(code)
        if profile.candidate.municipality:
            facts["place"] = {profile.candidate.municipality.code}
        hours = set(hours_bands(least=profile.hours_min, most=profile.hours_max))
        start = set(availability(available_from=profile.available_from, on=TODAY))
        facts |= {name: codes for name, codes in (("hours", hours), ("availability", start)) if codes}
        return {name: set[str]() for name in profile.not_applicable} | facts

    def _one(self, profile: Profile, wish: Wish) -> str:
        held = self.codes(profile).get(wish.attribute)
        if held is None:
            return MAYBE
        if any(wish.code in self.chain(wish.attribute, code) for code in held):
            return YES
        return MAYBE if held & set(self.chain(wish.attribute, wish.code)) else NO
