"""Pages for what went wrong. None of them repeats anything of the request."""

from django.http import HttpRequest, HttpResponse

from explorer.search.index.current import ReleaseUnavailable, current_index
from explorer.search.views.rendering import page


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same page for every address that leads nowhere."""
    try:
        index = current_index()
    except ReleaseUnavailable:
        index = None
    release = None if index is None else index.release
    return page(request, "explorer/404.html", {}, release=release, status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Refused, without saying what was asked."""
    return page(request, "explorer/403.html", {}, status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Asks nothing of the database, since that may be what is broken."""
    return page(request, "explorer/500.html", {}, status=500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """For now there is nothing to show; asks nothing of the database either."""
    return page(request, "explorer/503.html", {}, status=503)
