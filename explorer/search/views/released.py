"""Pages of the active release: kept until the next, and one that says so before the first."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from explorer.search.current import current
from explorer.web.pages import kept, page

View = Callable[..., HttpResponse]


def of_release(view: View) -> View:
    """Call a view with the active release, unless the page of this very address is there already."""

    @wraps(view)
    def answer(request: HttpRequest, **captured: str) -> HttpResponse:
        now = current()
        if now is None:
            return page(request, "explorer/no_release.jinja", {})
        return kept(
            request,
            state=(now.release.number, now.release.content_hash),
            make=lambda: view(request, now, **captured),
        )

    safe: View = require_safe(answer)
    return safe
