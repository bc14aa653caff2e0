"""Pages for what went wrong. None of them repeats anything of the request or asks the database."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from explorer.web.pages import page


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The same page for every address that leads nowhere."""
    return _error(request, 404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Refused, without saying what was asked."""
    return _error(request, 403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that no form or link of ours sends."""
    return _error(request, 400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something is broken, maybe the database."""
    return _error(request, 500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """For now there is nothing to show."""
    return _error(request, 503)


def _error(request: HttpRequest, status: int) -> HttpResponse:
    response = page(request, f"explorer/{status}.jinja", {}, status=status)
    # The page itself may be kept; an error must not be.
    del response["Cache-Control"]
    patch_cache_control(response, no_store=True)
    return response
