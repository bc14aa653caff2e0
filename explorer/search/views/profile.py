"""The page of one profile."""

from django.http import Http404, HttpRequest, HttpResponse

from explorer.release.promise import promise_of
from explorer.search.matching.counts import total
from explorer.search.matching.rows import Row
from explorer.search.presentation import blocks, reasons
from explorer.search.presentation.addresses import search_url
from explorer.search.presentation.amounts import amount, crowd
from explorer.search.presentation.faces import availability
from explorer.search.presentation.headline import headline
from explorer.search.results import profile_in
from explorer.search.views.conditional import of_search
from explorer.search.views.rendering import page
from explorer.search.views.sent import Sent
from explorer.search.views.viewer import viewer_of


@of_search
def profile(request: HttpRequest, sent: Sent | None, reference: str) -> HttpResponse:
    """A profile and why it fits; unknown, hidden and withdrawn give the same page as any wrong address."""
    row = None if sent is None else profile_in(sent.index, reference, sent.query, viewer=viewer_of(request))
    if row is None:
        raise Http404
    response = page(request, "explorer/profile.html", _context(row), release=row.found.index.release)
    response["X-Robots-Tag"] = "noindex"
    return response


def _context(row: Row) -> dict[str, object]:
    return {
        "section": "candidates",
        "row": row,
        "title": headline(row.shown),
        "availability": availability(row),
        "reasons": reasons.reasons(row),
        "summary": reasons.summary(row),
        "can": blocks.can(row),
        "more": blocks.more(row),
        "back_url": search_url(row.found.query),
        "found": amount(total(row.found).all, of_groups=row.is_group),
        "crowd": crowd(row),
        "least": row.found.index.weighing.least,
        "promise": promise_of(row.found.index.release.policy),
    }
