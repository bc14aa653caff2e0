"""One facet of the panel: its heading, what can be typed in it, its options and its unknowns."""

from collections.abc import Mapping
from dataclasses import dataclass

from explorer.search.facets import DEFAULT_RADIUS, FACETS, RADII
from explorer.search.presentation.addresses import Addresses
from explorer.search.presentation.choices import Choices
from explorer.search.presentation.pattern import Pattern, Patterns, joined
from explorer.search.presentation.prepared import Prepared, PreparedFacet
from explorer.search.presentation.wording import number
from explorer.search.results import ResultPage

OPEN = ("plaats", "opleiding", "uren", "taak")
DISTANCES = tuple(map(str, RADII))
FACET = ("chosen", "own", "narrowed", "options")
OPTIONS = ("ticks", "more", "more_url", "less_url", "unknown")
NOTHING = b""
NOTHING_CHOSEN = frozenset[int]()
SWAPS = tuple(f"#{part}-{facet.name}" for facet in FACETS for part in ("gekozen", "opties"))
"""What a search changes of each facet."""


@dataclass(frozen=True)
class Fields:
    """What stands in the fields where people type, and what was wrong with it."""

    typed: Mapping[str, str]
    errors: Mapping[str, str]

    def error(self, patterns: Patterns, *names: str) -> bytes:
        """The errors of some fields."""
        told = [self.errors[name] for name in names if name in self.errors]
        return joined(patterns.fill("explorer/_field_error.html", {}, text=text) for text in told)


@dataclass(frozen=True)
class FacetParts:
    """The facets of the panel for one page of results; `texts` says what is chosen in each."""

    prepared: Prepared
    page: ResultPage
    addresses: Addresses
    fields: Fields
    texts: Mapping[str, str]
    in_full: frozenset[str]

    def facet(self, facet: PreparedFacet) -> bytes:
        """A facet with the options that the page shows."""
        name, query = facet.name, self.page.query
        if query.restricts(name) or name in query.narrowed or name in self.in_full:
            return self._asked(facet)
        return self._unasked(facet)

    def _unasked(self, facet: PreparedFacet) -> bytes:
        """Most facets of a page: only numbers differ, and the address behind "more"."""
        name, ticks, counts = facet.name, self.prepared.ticks, self.page.counts.numbers
        choices, unknown = facet.listing.choices(NOTHING_CHOSEN, in_full=False), facet.not_recorded
        frames = self.prepared.frames
        frame = frames.get(name) or frames.setdefault(name, self._frame(facet, choices))
        return frame.fill(
            {
                "own": self._own(facet),
                "ticks": ticks.of(name, choices, counts),
                "more_url": self.addresses.in_full({*self.in_full, name}) if choices.more else NOTHING,
                "unknown": ticks.of(name, unknown, counts) if unknown else NOTHING,
            }
        )

    def _frame(self, facet: PreparedFacet, choices: Choices) -> Pattern:
        """All of a facet of which nothing is asked that is the same on each page."""
        patterns, rest = self.prepared.patterns, "shown" if choices.more else ""
        state = {"facet": facet, "in_full": False, "nothing": False, "rest": rest}
        options = patterns.pattern("explorer/_options.html", state, OPTIONS)
        searchable = facet.facet.long and bool(choices.more or not facet.is_place)
        opened = facet.name in OPEN and bool(choices.shown or facet.is_place or facet.is_hours)
        state = {"facet": facet, "open": opened, "searchable": searchable}
        return patterns.pattern("explorer/_facet.html", state, FACET).partly(
            {
                "chosen": "",
                "narrowed": "",
                "options": options.partly({"more": number(choices.more), "less_url": ""}),
            }
        )

    def _asked(self, facet: PreparedFacet) -> bytes:
        name, choices = facet.name, self._choices(facet)
        narrowed = self.page.query.narrowed.get(name, "")
        searchable = facet.facet.long and bool(choices.more or narrowed or not facet.is_place)
        return self.prepared.patterns.fill(
            "explorer/_facet.html",
            {"facet": facet, "open": True, "searchable": searchable},
            chosen=self.texts.get(name, ""),
            own=self._own(facet),
            narrowed=narrowed,
            options=self._options(facet, choices),
        )

    def options(self, facet: PreparedFacet) -> bytes:
        """The options of a facet, for the page or for a swap of them alone."""
        return self._options(facet, self._choices(facet))

    def _options(self, facet: PreparedFacet, choices: Choices) -> bytes:
        name, in_full = facet.name, facet.name in self.in_full
        narrowed = name in self.page.query.narrowed
        rest = "" if not choices.more else "told" if in_full or narrowed else "shown"
        nothing = narrowed and not choices.shown
        return self.prepared.patterns.fill(
            "explorer/_options.html",
            {"facet": facet, "in_full": in_full, "nothing": nothing, "rest": rest},
            ticks=self.prepared.ticks.of(name, choices, self.page.counts.numbers, self._chosen(name)),
            more=number(choices.more),
            more_url=self.addresses.in_full({*self.in_full, name}) if rest == "shown" else "",
            less_url=self.addresses.in_full(self.in_full - {name}) if in_full else "",
            unknown=self._unknown(facet),
        )

    def _choices(self, facet: PreparedFacet) -> Choices:
        chosen, narrowed = self._chosen(facet.name), self.page.query.narrowed.get(facet.name)
        if narrowed:
            return facet.listing.narrowed(self.page.index, narrowed, chosen)
        return facet.listing.choices(chosen, in_full=facet.name in self.in_full)

    def _unknown(self, facet: PreparedFacet) -> bytes:
        """The option "not recorded" as long as nothing else of the facet is chosen; then the switch."""
        name, option, chosen = facet.name, facet.not_recorded, self._chosen(facet.name)
        if option is None or (self.page.query.restricts(name) and not chosen.issuperset(option.numbers)):
            return switch(self.prepared.patterns, self.page, name, facet.facet.unknown_parameter)
        return self.prepared.ticks.of(name, option, self.page.counts.numbers, chosen)

    def _own(self, facet: PreparedFacet) -> bytes:
        """What only this facet has: a distance, or a range of hours."""
        patterns, typed = self.prepared.patterns, self.fields.typed
        if facet.is_place:
            distance = typed["straal"] or str(DEFAULT_RADIUS)
            state = {"radii": DISTANCES, "chosen": distance if distance in DISTANCES else ""}
            errors = self.fields.error(patterns, "vanuit", "straal")
            return patterns.fill("explorer/_radius.html", state, vanuit=typed["vanuit"], errors=errors)
        if facet.is_hours:
            hours = {name: typed[name] for name in ("uren_van", "uren_tot")}
            return patterns.fill(
                "explorer/_hours.html", {}, **hours, errors=self.fields.error(patterns, *hours)
            )
        return NOTHING

    def _chosen(self, name: str) -> frozenset[int]:
        return frozenset([concept.number for concept in self.page.query.chosen(name)])


def switch(patterns: Patterns, page: ResultPage, name: str, parameter: str) -> bytes:
    """The switch "show the unknown too" and how many it adds; nothing where nothing is asked."""
    if not page.query.restricts(name):
        return NOTHING
    state = {"name": parameter, "on": page.query.shows_unknown(name)}
    return patterns.fill("explorer/_switch.html", state, adds=number(page.unknown_adds.get(name, 0)))
