"""A candidate in the list: why first, then what else."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from explorer.search import links
from explorer.search.matching.rows import Row
from explorer.search.presentation.amounts import crowd
from explorer.search.presentation.headline import headline, telling, work_facts
from explorer.search.presentation.marks import Mark, marks

MOST_TAGS = 5
# Attribute and how many of its facts stand among the tags, the most telling first.
TAGS = (
    ("task", 1),
    ("education", 1),
    ("skill", 2),
    ("licence", 1),
    ("affinity", 1),
    ("competence", 1),
    ("transport", 1),
    ("language", 1),
)


@dataclass(frozen=True, slots=True)
class Card:
    """`fit` says in words how many wishes it meets; empty without wishes."""

    title: str
    url: str
    fit: str
    marks: tuple[Mark, ...]
    tags: tuple[str, ...]
    availability: str
    crowd: str


def card(row: Row) -> Card:
    """The card of a row, for the search it was found by."""
    return Card(
        title=headline(row.shown),
        url=profile_url(row),
        fit=fit(row),
        marks=marks(row),
        tags=tuple(_tags(row))[:MOST_TAGS],
        availability=availability(row),
        crowd=crowd(row),
    )


def profile_url(row: Row) -> str:
    """The address of a profile that remembers the search."""
    query = links.query_string(row.found.query)
    return reverse("search:profile", args=[row.reference]) + (f"?{query}" if query else "")


def fit(row: Row) -> str:
    """How many of the wishes the profile meets, in words; no score."""
    wishes, met = len(row.verdicts), row.met
    if met == wishes:
        return ngettext("Past bij uw wens", "Past bij al uw wensen", wishes) if wishes else ""
    if not met:
        return ngettext("Wij weten niet of uw wens past", "Wij weten niet of uw wensen passen", wishes)
    unknown = ngettext("%(unknown)d is onbekend", "%(unknown)d zijn onbekend", wishes - met)
    said = _("Past bij %(met)d van uw %(wishes)d wensen")
    return f"{said}, {unknown}" % {"met": met, "wishes": wishes, "unknown": wishes - met}


def availability(row: Row) -> str:
    """When somebody can begin, as a sentence."""
    sentences = {
        "meteen": _("Kan meteen beginnen"),
        "binnen-1-maand": _("Kan binnen een maand beginnen"),
        "binnen-3-maanden": _("Kan binnen 3 maanden beginnen"),
        "later": _("Kan later beginnen"),
    }
    known = row.availability
    return sentences.get(known.code, "") if known else ""


def _tags(row: Row) -> Iterator[str]:
    """What the profile tells beside its headline and its marks."""
    told = {fact for verdict in row.verdicts for fact in verdict.facts} | set(work_facts(row.shown))
    for attribute, most in TAGS:
        rest = [concept for concept in telling(row.shown, attribute) if concept not in told]
        yield from (concept.label for concept in rest[:most])
