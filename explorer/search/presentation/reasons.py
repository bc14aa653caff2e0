"""Why this candidate: a line per wish, for the page of a profile."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from explorer.search.chips import text_of
from explorer.search.matching.predicate import options_of
from explorer.search.matching.rows import Row
from explorer.search.matching.verdicts import Answer, Reason, Verdict
from explorer.search.presentation.headline import hours, place
from explorer.search.presentation.marks import ICONS, Mark, named_facts, why, wish_name
from explorer.search.presentation.wording import named, sentence_case

MOST_LINES = 8


@dataclass(frozen=True, slots=True)
class ReasonLine:
    """A wish, whether it is met, and what in the profile decides that: a sentence or a mark per option."""

    wish: str
    answer: Answer
    told: str
    options: tuple[Mark, ...]

    @property
    def icon(self) -> str:
        return ICONS[self.answer]

    @property
    def word(self) -> str:
        return {Answer.YES: _("Ja"), Answer.UNKNOWN: _("Onbekend"), Answer.NO: _("Nee")}[self.answer]


def reasons(row: Row) -> tuple[ReasonLine, ...]:
    """A line for each wish of the search."""
    return tuple(_line(row, verdict) for verdict in row.verdicts)


def summary(row: Row) -> str:
    """How many wishes are met, as a sentence of its own."""
    wishes, unknown = len(row.verdicts), sum(one.answer is Answer.UNKNOWN for one in row.verdicts)
    if row.met == wishes:
        return ngettext("Dit profiel past bij uw wens.", "Dit profiel past bij al uw wensen.", wishes)
    met = ngettext(
        "Dit profiel past bij %(met)d van uw %(wishes)d wensen.",
        "Dit profiel past bij %(met)d van uw %(wishes)d wensen.",
        wishes,
    )
    rest = ngettext(
        "Van %(unknown)d wens weten wij het niet.", "Van %(unknown)d wensen weten wij het niet.", unknown
    )
    said = f"{met} {rest}" if unknown else met
    return said % {"met": row.met, "wishes": wishes, "unknown": unknown}


def _line(row: Row, verdict: Verdict) -> ReasonLine:
    by_option = (
        len(options_of(row.found.index, row.found.query, verdict.facet)) > 1 and verdict.facet != "uren"
    )
    told_by_option = by_option and verdict.answer is Answer.YES
    return ReasonLine(
        wish=_wish(row, verdict),
        answer=verdict.answer,
        told="" if told_by_option else _told(row, verdict),
        options=tuple(_options(verdict))[:MOST_LINES] if told_by_option else (),
    )


def _wish(row: Row, verdict: Verdict) -> str:
    query, facet = row.found.query, verdict.facet
    chosen = query.chosen(facet)
    if len(chosen) > 1 and facet not in ("plaats", "uren"):
        return _("%(facet)s: minstens één van %(count)d") % {"facet": wish_name(facet), "count": len(chosen)}
    return named(facet, text_of(query, facet))


def _told(row: Row, verdict: Verdict) -> str:
    if verdict.answer is Answer.UNKNOWN and verdict.reason is not Reason.GENERAL:
        about = wish_name(verdict.facet)
        return _("%(facet)s: niet vastgelegd. De adviseur vraagt het na.") % {"facet": about}
    if verdict.answer is Answer.UNKNOWN:
        return _("Het profiel zegt: %(why)s.") % {"why": why(verdict)}
    if verdict.facet == "plaats" and verdict.answer is Answer.YES:
        return sentence_case(place(row.shown))
    if verdict.facet == "uren":
        return hours(row.shown)
    return named_facts(verdict) or _("niet genoemd")


def _options(verdict: Verdict) -> Iterator[Mark]:
    """Held options with a tick; a chosen option that is not named is no reason to say no."""
    yield from (Mark(Answer.YES, fact.label) for fact in verdict.facts)
    for option in verdict.missing:
        yield Mark(Answer.NO, _("%(option)s: niet genoemd") % {"option": option.label})
