"""Search again, slowly and from the rows alone: plain sets, straight from the rules, without the index.

It reads the rows and words of a release and the raw parameters, and answers row by row.
"""

from math import acos, cos, radians, sin

from django.http import QueryDict

from explorer.release.models import PublishedConcept, PublishedProfile, Release, Withdrawal

ATTRIBUTES = {
    "plaats": "place", "opleiding": "education", "richting": "direction", "uren": "hours",
    "beschikbaar": "availability", "rijbewijs": "licence", "vervoer": "transport", "sector": "sector",
    "beroep": "occupation", "taak": "task", "vaardigheid": "skill", "competentie": "competence",
    "affiniteit": "affinity", "taal": "language",
}  # fmt: skip
YES, GENERAL, SILENT, NO = "yes", "general", "silent", "no"


class Brute:
    """The rows of a release that are left after withdrawals, and one search against them."""

    def __init__(self, release: Release, query: QueryDict) -> None:
        self.query = query
        self.concepts = {c.number: c for c in PublishedConcept.objects.filter(release=release)}
        self.mode = release.policy.get("mode", "profiles")
        self.people: dict[int, int] = {}
        self.facts: dict[int, set[int]] = {}
        withdrawn = list(Withdrawal.objects.filter(release=release).values_list("profile_number", flat=True))
        for row in PublishedProfile.objects.filter(release=release):
            left = row.people - withdrawn.count(row.number)
            if left >= (1 if self.mode == "profiles" else release.policy["k"]):
                self.people[row.number], self.facts[row.number] = left, set(row.facts)
        self.above = {number: self.climb(number) for number in self.concepts}
        self.below = {n: {other for other in self.concepts if n in self.above[other]} for n in self.concepts}
        self.certain_only = query.get("zeker") == "ja"
        self.wishes = [facet for facet in ("q", *ATTRIBUTES) if self.is_asked(facet)]

    # What is asked

    def is_asked(self, facet: str) -> bool:
        extra = {"plaats": bool(self.query.get("vanuit")), "uren": self.hours_asked()}
        return bool(self.options(facet)) or extra.get(facet, False)

    def hours_asked(self) -> bool:
        return bool(self.query.get("uren_van") or self.query.get("uren_tot"))

    def options(self, facet: str) -> set[int]:
        if facet == "q":
            return self.meant()
        asked = self.query.getlist(facet)
        chosen = {n for n, c in self.concepts.items() if c.attribute == ATTRIBUTES[facet] and c.code in asked}
        return chosen | (self.bands() if facet == "uren" and self.hours_asked() else set())

    def meant(self) -> set[int]:
        words = (self.query.get("q") or "").casefold()
        return {
            number
            for number, c in self.concepts.items()
            if c.attribute in ("occupation", "task", "skill")
            and words
            and words
            in [name.casefold() for name in (c.label_nl, c.label_en, *c.synonyms_nl, *c.synonyms_en)]
        }

    def bands(self) -> set[int]:
        start = int(self.query.get("uren_van") or 0)
        end = int(self.query["uren_tot"]) if self.query.get("uren_tot") else 1000
        edges = {
            number: tuple(int(edge) for edge in c.code.split("-"))
            for number, c in self.concepts.items()
            if c.attribute == "hours" and c.code.replace("-", "").isdigit()
        }
        top = max((high for _, high in edges.values()), default=0)
        touched = set()
        for number, (low, high) in edges.items():
            ceiling = 10_000 if high == top else high
            if (start < ceiling and end > low) or (start == end and low <= start < ceiling):
                touched.add(number)
        return touched

    # The forest

    def climb(self, number: int) -> list[int]:
        parent = self.concepts[number].parent
        return [] if parent is None else [parent, *self.climb(parent)]

    # One row, one wish

    def answer(self, row: int, facet: str) -> str:
        facts, options = self.facts[row], self.options(facet)
        if any(option in facts for option in options) or self.in_circle(row, facet) == YES:
            return YES
        if any(self.may_mean(facts, option) for option in options) or self.in_circle(row, facet) == GENERAL:
            return GENERAL
        names = {self.concepts[o].attribute for o in options} if facet == "q" else {ATTRIBUTES[facet]}
        return SILENT if any(self.is_silent(facts, name) for name in names) else NO

    def may_mean(self, facts: set[int], option: int) -> bool:
        return any(above in facts and not self.below[above] & facts for above in self.above[option])

    def is_silent(self, facts: set[int], attribute: str) -> bool:
        told = [self.concepts[fact].code for fact in facts if self.concepts[fact].attribute == attribute]
        return not told or "niet-vastgelegd" in told

    def in_circle(self, row: int, facet: str) -> str:
        if facet != "plaats" or not self.query.get("vanuit"):
            return NO
        places = {fact for fact in self.facts[row] if self.concepts[fact].attribute == "place"}
        ends = {place for place in places if not self.below[place] & places}
        if any(self.is_near(place) for place in ends):
            return YES
        return GENERAL if any(self.is_near(below) for place in ends for below in self.below[place]) else NO

    def is_near(self, place: int) -> bool:
        here = self.concepts[place]
        centre = next(c for c in self.concepts.values() if c.code == self.query["vanuit"])
        if here.latitude is None:
            return False
        north, south = radians(here.latitude), radians(centre.latitude)
        turn = cos(radians(here.longitude - centre.longitude))
        angle = acos(min(1, max(-1, sin(north) * sin(south) + cos(north) * cos(south) * turn)))
        return angle * 6371.0088 <= int(self.query.get("straal") or 15)

    # All rows

    def passes(self, row: int, facet: str) -> bool:
        answer = self.answer(row, facet)
        if self.certain_only:
            return answer == YES
        shows_silent = (self.query.getlist(f"{facet}_onbekend") or ["ja"])[-1] != "nee"
        return answer in (YES, GENERAL) or (answer == SILENT and shows_silent)

    def matching(self, *, but: str = "") -> set[int]:
        return {row for row in self.facts if all(self.passes(row, f) for f in self.wishes if f != but)}

    def certain(self, *, but: str = "") -> set[int]:
        return {row for row in self.facts if all(self.answer(row, f) == YES for f in self.wishes if f != but)}

    def met(self, row: int) -> int:
        return sum(self.answer(row, facet) == YES for facet in self.wishes)

    def weigh(self, rows: set[int]) -> int:
        return len(rows) if self.mode == "twin-cards" else sum(self.people[row] for row in rows)

    def counts(self, facet: str) -> dict[str, int]:
        others = self.matching(but=facet)
        return {
            c.code: self.weigh({row for row in others if number in self.facts[row]})
            for number, c in self.concepts.items()
            if c.attribute == ATTRIBUTES[facet]
        }
