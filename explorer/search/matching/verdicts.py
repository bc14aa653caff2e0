"""Why this candidate: each wish held against one row, with the facts that decide."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from explorer.release.artefact import bits
from explorer.search.concepts import Concept
from explorer.search.index.release_index import Index
from explorer.search.matching.predicate import Match, Wish


class Answer(StrEnum):
    """Whether a row meets a wish. A group without the word itself is unknown, never no."""

    YES = "yes"
    UNKNOWN = "unknown"
    NO = "no"


class Reason(StrEnum):
    """What the answer rests on."""

    HELD = "held"
    GENERAL = "general"
    NOT_RECORDED = "not-recorded"
    WITHHELD = "withheld"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to one wish.

    `facts` are the facts that decide: the options held (yes), the group that
    may hold one (unknown), or what the row tells instead (no). `missing` are
    the chosen options that the row does not name.
    """

    facet: str
    answer: Answer
    reason: Reason
    facts: tuple[Concept, ...]
    missing: tuple[Concept, ...]


def verdicts(found: Match, row: int, facts: list[int]) -> tuple[Verdict, ...]:
    """The answer of a row with these facts to each wish of a search, in the order of the wishes."""
    return tuple([_verdict(found.index, wish, row, facts) for wish in found.wishes.values()])


def _verdict(index: Index, wish: Wish, row: int, facts: list[int]) -> Verdict:
    facet, options = wish.facet, wish.options
    told = _told(index, wish, facts)
    held = tuple([option for option in options if option.number in facts])
    missing = tuple([option for option in options if option.number not in facts])
    if held or bits.has(wish.certain, row):
        return Verdict(facet, Answer.YES, Reason.HELD, held or _ends(told), missing)
    if bits.has(wish.general, row):
        return Verdict(facet, Answer.UNKNOWN, Reason.GENERAL, _general(index, options, told), missing)
    # Also when the search hides the unknown: a profile that was opened still says "unknown", not "no".
    if bits.has(wish.unknown, row):
        reason = Reason.NOT_RECORDED if any(fact.is_not_recorded for fact in told) else Reason.WITHHELD
        return Verdict(facet, Answer.UNKNOWN, reason, (), missing)
    return Verdict(facet, Answer.NO, Reason.OTHER, _ends(told), missing)


def _told(index: Index, wish: Wish, facts: list[int]) -> list[Concept]:
    """What a row tells of the attribute of a facet, or of the attributes of the words that were typed."""
    told: list[int] = []
    for span in wish.spans:
        # Facts are sorted, and the words of an attribute stand together.
        told += facts[bisect_left(facts, span.start) : bisect_left(facts, span.stop)]
    return index.concepts.some(told)


def _ends(told: Sequence[Concept]) -> tuple[Concept, ...]:
    """The most specific of the facts."""
    above = {fact.parent for fact in told}
    return tuple(fact for fact in told if fact.number not in above)


def _general(index: Index, options: Iterable[Concept], told: Sequence[Concept]) -> tuple[Concept, ...]:
    """The facts that end above one of the options; of a circle the place that its edge cuts."""
    above = {number for option in options for number in index.concepts.ancestors(option.number)}
    ends = _ends(told)
    return tuple(fact for fact in ends if fact.number in above) or ends
