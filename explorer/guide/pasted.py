"""The page of a pasted vacancy: its wishes, each with the number it leaves and the number without it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import Promise

from explorer.search.counts import Counts
from explorer.search.current import Current
from explorer.search.facets import BY_ATTRIBUTE, BY_NAME
from explorer.search.links import contact_url, with_option, without_option
from explorer.search.query import Query, read_query
from explorer.search.wording import Amount, name_of, title, wishes


@dataclass(frozen=True)
class PastedWish:
    """An option that was read. `without`: the number if it is left out, None where it is not published."""

    name: str
    value: str
    facet: str | Promise
    text: str
    without: Amount | None


@dataclass(frozen=True)
class Part:
    """A condition alone, with the work and the place."""

    text: str
    amount: Amount


@dataclass(frozen=True)
class PastedPage:
    """All that the template shows. `amount` is that of all wishes; with several `parts`, of none of these.

    `scarcest` is the condition alone that fewest people meet, where only one does.
    """

    title: str
    wishes: tuple[PastedWish, ...]
    amount: Amount
    parts: tuple[Part, ...]
    scarcest: Part | None
    contact: str


def query_of(now: Current, numbers: Iterable[int]) -> Query:
    """The search for these concepts."""
    query = Query()
    for number in numbers:
        query = with_option(now.vocabulary, query, number)
    return query


def query_of_ticks(now: Current, data: QueryDict) -> Query:
    """The search that ticked wishes ask for; anything else in a form is left out."""
    # The form has the pasted text too, which must not become words of a search.
    ticked = data.copy()
    for name in list(ticked):
        if name not in BY_NAME:
            del ticked[name]
    return read_query(now, ticked)


def pasted_page(now: Current, query: Query) -> PastedPage:
    """Count a search with all its wishes and without each. One statement for each wish."""
    counts = Counts(now, query)
    # With one condition its number is that of the whole search already.
    several = len(query.wishes) > 1
    parts = (
        tuple(
            Part(wishes(now.vocabulary, options), Amount(counts.of(BY_NAME[name], options), now.k, 0))
            for name, options in query.wishes.items()
        )
        if several
        else ()
    )
    # Where several are met by equally few people, none of them is named as the scarcest.
    ranked = sorted(parts, key=lambda part: part.amount.number)
    is_alone = len(ranked) > 1 and ranked[0].amount.number < ranked[1].amount.number
    return PastedPage(
        title=title(now.vocabulary, query),
        wishes=tuple(_wishes(now, query)),
        amount=_amount(now, counts),
        parts=parts,
        scarcest=ranked[0] if is_alone else None,
        contact=contact_url(now.vocabulary, query),
    )


def _wishes(now: Current, query: Query) -> Iterator[PastedWish]:
    conditions = (option for options in query.wishes.values() for option in options)
    for number in (*query.whats, *query.places, *conditions):
        less = without_option(now.vocabulary, query, number)
        counts = Counts(now, less)
        facet = BY_ATTRIBUTE[now.vocabulary[number].attribute]
        yield PastedWish(
            name=facet.name,
            value=now.vocabulary[number].code,
            facet=facet.label,
            text=name_of(now.vocabulary, number),
            # How many meet several conditions at once is not published.
            without=_amount(now, counts) if len(less.wishes) < 2 else None,
        )


def _amount(now: Current, counts: Counts) -> Amount:
    number = counts.of(counts.only, counts.conditions)
    # From how many people a condition is published differs by place and condition.
    return Amount(number, now.k, 0 if counts.facets else None)
