"""What a load balancer asks, and what visitors see while the database is away.

First in the chain: a balancer calls by a bare address, without TLS, many times a minute.
"""

from collections.abc import Callable

from django.conf import settings
from django.db import InterfaceError, OperationalError, connections
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.module_loading import import_string

from explorer.web import errors

HEALTH = "/gezond/"
AWAY = (OperationalError, InterfaceError)
RETRY_SECONDS = "10"
SAFE = ("GET", "HEAD")


class AvailabilityMiddleware:
    """Answers the balancer, asks once more when a server went away, and else makes a friendly page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == HEALTH:
            return health()
        if request.method in SAFE:
            # A page is asked once more when its connection turns out to be dead (below), so no statement
            # has to try the connection before each page.
            for connection in connections.all(initialized_only=True):
                connection.health_check_done = True  # type: ignore[attr-defined]
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, AWAY):
            return None
        # A standby that died took the question with it; the next connection finds another server.
        for connection in connections.all(initialized_only=True):
            # In a transaction half the work may be done; that one fails.
            if not connection.in_atomic_block:
                connection.close_if_unusable_or_obsolete()
        # A POST may have been carried out before the connection died.
        if request.method in SAFE and not getattr(request, "asked_again", False):
            request.asked_again = True  # type: ignore[attr-defined]
            return self._get_response(request)
        response = errors.unavailable(request)
        response["Retry-After"] = RETRY_SECONDS
        return response


def health() -> HttpResponse:
    """200 when this worker can answer, with what `settings.HEALTH` says of it; else 503."""
    try:
        state = import_string(getattr(settings, "HEALTH", ""))()
    except Exception:
        # Whatever the reason, it is in the log; a balancer only needs to know that it is so.
        return _said({"ready": False}, status=503)
    return _said({"ready": True, **state}, status=200)


def _said(state: dict[str, object], *, status: int) -> HttpResponse:
    return JsonResponse(state, status=status, headers={"Cache-Control": "no-store"})
