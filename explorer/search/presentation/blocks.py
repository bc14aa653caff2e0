"""A profile in blocks: only those that hold something, and one line for all that is not known."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from explorer.search.concepts import Concept
from explorer.search.facets import BY_ATTRIBUTE
from explorer.search.matching.rows import Row
from explorer.search.presentation.headline import place_name, telling
from explorer.search.presentation.wording import sentence_case

CAN = ("task", "skill", "competence", "affinity")
MORE = (
    "occupation",
    "education",
    "direction",
    "sector",
    "language",
    "licence",
    "transport",
    "place",
    "hours",
)


@dataclass(frozen=True, slots=True)
class Block:
    """A title with the facts below it."""

    title: str
    facts: tuple[str, ...]


def can(row: Row) -> tuple[Block, ...]:
    """What somebody can do and likes to do."""
    return tuple(_blocks(row, CAN, with_special=False))


def more(row: Row) -> tuple[Block, ...]:
    """Everything else that the profile tells, also what does not apply; at last what it does not tell."""
    unknown = tuple(str(BY_ATTRIBUTE[one].label) for one in (*CAN, *MORE) if _is_silent(row, one))
    blocks = tuple(_blocks(row, MORE, with_special=True))
    # Another card of the same people may tell it.
    silent = _("Niet op deze kaart") if row.is_group else _("Niet vastgelegd")
    return (*blocks, Block(silent, unknown)) if unknown else blocks


def _blocks(row: Row, attributes: Iterable[str], *, with_special: bool) -> Iterable[Block]:
    for attribute in attributes:
        held = row.shown.get(attribute, ()) if with_special else telling(row.shown, attribute)
        told = [one for one in held if not one.is_not_recorded]
        if told:
            yield Block(str(BY_ATTRIBUTE[attribute].label), tuple(_label(one) for one in told))


def _label(fact: Concept) -> str:
    if fact.attribute == "place" and not fact.is_special:
        return sentence_case(place_name(fact))
    return fact.label


def _is_silent(row: Row, attribute: str) -> bool:
    return all(fact.is_not_recorded for fact in row.shown.get(attribute, ()))
