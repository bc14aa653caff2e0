"""The start page and the page that explains how it works."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from explorer.release.promise import promise_of
from explorer.search.index.current import current_index
from explorer.search.presentation.opening import opening
from explorer.search.views.rendering import page


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """One sentence, one search box, and how many people there are."""
    index = current_index()
    if index is None:
        return page(request, "explorer/no_release.html", {})
    return page(
        request,
        "explorer/start.html",
        {"start": opening(index), "least": index.weighing.least},
        release=index.release,
    )


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """How searching works, what is not shown, who to ask."""
    index = current_index()
    release = None if index is None else index.release
    context = {
        "section": "about",
        "promise": promise_of(release.policy) if release else "",
        "of_groups": index is not None and index.weighing.counts_groups,
        "least": index.weighing.least if index else 0,
    }
    return page(request, "explorer/about.html", context, release=release)
