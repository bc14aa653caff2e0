"""What stands above the list: how many were found, and how sure that is."""

from explorer.search.presentation.addresses import Addresses
from explorer.search.presentation.amounts import possible_amount
from explorer.search.presentation.pattern import Patterns
from explorer.search.presentation.wording import number
from explorer.search.results import ResultPage


def head(patterns: Patterns, page: ResultPage, addresses: Addresses, *, amount: str) -> bytes:
    """The count, and the way from certain to possible matches and back."""
    total, query = page.total, page.query
    state = {
        "wishes": bool(query.wishes),
        "problems": bool(page.problems),
        "certain_only": query.certain_only,
        "of_groups": page.counts_groups,
        "has_certain": bool(total.certain),
        "has_possible": bool(total.possible),
        "has_left_out": bool(total.left_out),
    }
    return patterns.fill(
        "explorer/_count.html",
        state,
        amount=amount,
        certain=number(total.certain),
        possible=number(total.possible),
        left_out=possible_amount(total.left_out, of_groups=page.counts_groups),
        other_url=addresses.certain(not query.certain_only) if query.wishes else "",
    )
