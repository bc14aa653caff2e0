"""(k, k^m) counted: in a class any combination of up to m facts is of at least k people, or of nobody.

Terrovitis, Mamoulis, Kalnis, *Privacy-preserving anonymization of set-valued
data*, VLDB 2008, within classes as Poulis et al., ECML PKDD 2013. What the whole
class holds (its key above all) adds nothing to a combination and is left out of
pairs and triples. Only the smallest rare combinations are told: of three facts
of which two are rare together, the two.

Pairs are the sparse product XᵀPX, with X the facts of the rows and P the people
on each; triples the same product once for each fact, over the rows that hold it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from explorer.release.verification.classes import Classes, told_of
from explorer.release.verification.findings import LISTED, Found, Kind, Violation, together
from explorer.release.verification.published import Mask, Numbers, Published, Rows
from explorer.release.verification.rules import Rules


@dataclass(frozen=True)
class Rare:
    """Combinations counted, how many of them are of some people but fewer than k, and the first of those.

    `combinations` has a line of places for each that is listed, `people` how many hold it.
    """

    counted: int
    total: int
    combinations: NDArray[np.int64]
    people: Numbers


@dataclass(frozen=True)
class Members:
    """The rows of a class as a matrix (row, fact); `facts` are the places of its columns."""

    held: sparse.csr_array
    people: Numbers
    facts: Numbers

    def together(self) -> sparse.coo_array:
        """How many people hold both of two facts, each pair once."""
        weighed = self.held.copy()
        weighed.data = np.repeat(self.people, np.diff(self.held.indptr)).astype(weighed.dtype)
        return sparse.triu(weighed.T.tocsr() @ self.held, k=1, format="coo")

    def holding(self, fact: int, facts: Mask, by_fact: sparse.csc_array) -> "Members":
        """Who holds a fact, with these of their facts."""
        rows = by_fact.indices[by_fact.indptr[fact] : by_fact.indptr[fact + 1]]
        return Members(_columns(self.held[rows], facts), self.people[rows], self.facts[facts])


def check_combinations(published: Published, rules: Rules, classes: Classes) -> Found:
    """Every combination of up to m facts within a class is of k people or more."""
    order = np.argsort(classes.of_row, kind="stable")
    ends = np.cumsum(np.bincount(classes.of_row, minlength=len(classes.keys)))
    parts = []
    for number, members in enumerate(np.split(order, ends[:-1]) if len(ends) else []):
        rows = published.known.take(members)
        for rare in rare_combinations(rows, k=rules.k, m=rules.m, width=len(published.vocabulary)):
            parts.append(_found(published, rules, classes, number, rare))
    return together(parts)


def rare_combinations(rows: Rows, *, k: int, m: int, width: int) -> Iterator[Rare]:
    """Rare combinations of one, two and up to m (at most three) facts of the rows of a class.

    Facts are below `width`, those of a row sorted and each once.
    """
    people = np.bincount(rows.facts, weights=np.repeat(rows.people, rows.lengths), minlength=width)
    people = people.astype(np.int64)
    alone = np.flatnonzero((people > 0) & (people < k))
    yield Rare(int((people > 0).sum()), len(alone), alone[:LISTED, None], people[alone[:LISTED]])
    if m == 1:
        return
    members = _members(rows, (people >= k) & (people < rows.people.sum()), width)
    pairs = members.together()
    yield _rare(members.facts, pairs, pairs.data < k, ())
    if m > 2:
        yield from _triples(members, pairs, k)


def _triples(members: Members, pairs: sparse.coo_array, k: int) -> Iterator[Rare]:
    size = len(members.facts)
    # A triple is only told where each two of it are common: of others the pair was told.
    frequent = np.zeros((size, size), dtype=bool)
    often = pairs.data >= k
    frequent[pairs.row[often], pairs.col[often]] = True
    by_fact = members.held.tocsc()
    for fact in np.flatnonzero(frequent.any(axis=1)):
        beside = frequent[fact]
        both = members.holding(int(fact), beside, by_fact).together()
        apart = frequent[np.ix_(beside, beside)][both.row, both.col]
        yield _rare(members.facts[beside], both, apart & (both.data < k), (int(members.facts[fact]),))


def _members(rows: Rows, kept: Mask, width: int) -> Members:
    """The rows as a matrix of the facts that are kept."""
    # Products are counts of people; the smaller type takes half the memory and fits all but a continent.
    ones = np.ones(len(rows.facts), dtype=np.int32 if rows.people.sum() < 2**31 else np.int64)
    held = sparse.csr_array((ones, rows.facts, rows.indptr), shape=(len(rows), width))
    return Members(_columns(held, kept), rows.people, np.flatnonzero(kept))


def _columns(held: sparse.csr_array, kept: Mask) -> sparse.csr_array:
    """These columns; the library's own way sorts and counts more."""
    stays = kept[held.indices]
    indptr = np.concatenate([[0], np.cumsum(stays)])[held.indptr]
    column = (np.cumsum(kept) - 1)[held.indices[stays]]
    return sparse.csr_array((held.data[stays], column, indptr), shape=(held.shape[0], int(kept.sum())))


def _rare(facts: Numbers, counted: sparse.coo_array, rare: Mask, beside: tuple[int, ...]) -> Rare:
    first = np.flatnonzero(rare)[:LISTED]
    told = np.column_stack(
        [
            *(np.full(len(first), fact) for fact in beside),
            facts[counted.row[first]],
            facts[counted.col[first]],
        ]
    )
    return Rare(counted.nnz, int(rare.sum()), told, counted.data[first])


def _found(published: Published, rules: Rules, classes: Classes, number: int, rare: Rare) -> Found:
    # The common case, millions of times over: nothing has to be put into words.
    if not rare.total:
        return Found(rare.counted)
    told = told_of(published, classes, number)
    listed = tuple(
        Violation(
            Kind.TOO_RARE,
            {
                "facts": [published.name(place) for place in combination],
                "people": int(people),
                "told": told,
                "k": rules.k,
            },
        )
        for combination, people in zip(rare.combinations.tolist(), rare.people, strict=True)
    )
    return Found(rare.counted, rare.total, listed)
