"""The start page and the page that explains how it works."""

from django.http import HttpRequest, HttpResponse

from explorer.release.promise import promise_of
from explorer.search.index.release_index import Index
from explorer.search.presentation.opening import opening
from explorer.search.views.conditional import of_release
from explorer.search.views.rendering import page


@of_release
def start(request: HttpRequest, index: Index | None) -> HttpResponse:
    """One sentence, one search box, and how many people there are."""
    if index is None:
        return page(request, "explorer/no_release.html", {})
    return page(
        request,
        "explorer/start.html",
        {"start": opening(index), "least": index.weighing.least},
        release=index.release,
    )


@of_release
def about(request: HttpRequest, index: Index | None) -> HttpResponse:
    """How searching works, what is not shown, who to ask."""
    release = None if index is None else index.release
    context = {
        "section": "about",
        "promise": promise_of(release.policy) if release else "",
        "of_groups": index is not None and index.weighing.counts_groups,
        "least": index.weighing.least if index else 0,
    }
    return page(request, "explorer/about.html", context, release=release)
