"""What is said when nothing can be shown, and what a load balancer asks.

First in the chain: a balancer calls by a bare address, without TLS, many times a minute.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse

from explorer.database.asking import LOST
from explorer.database.standby import reads
from explorer.search.index.current import ReleaseUnavailable, current_index, holder
from explorer.search.views import errors

HEALTH = "/gezond/"
RETRY_SECONDS = "10"


class AvailabilityMiddleware:
    """Answers the balancer, and makes a friendly page of a database that is away."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return health() if request.path == HEALTH else self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, (ReleaseUnavailable, *LOST)):
            return None
        response = errors.unavailable(request)
        response["Retry-After"] = RETRY_SECONDS
        return response


def health() -> HttpResponse:
    """200 when this worker can answer a search, or when there is no release to search; else 503.

    Asking it loads the index, so a balancer sends no visitor to a worker that has none.
    """
    try:
        index = current_index()
    except Exception:
        # Whatever the reason, it is in the log; a balancer only needs to know that it is so.
        return _told({"ready": False}, status=503)
    release = None if index is None else index.release.number
    server = "memory" if holder.is_silent else reads.server
    return _told({"ready": True, "release": release, "server": server}, status=200)


def _told(said: dict[str, object], *, status: int) -> HttpResponse:
    return JsonResponse(said, status=status, headers={"Cache-Control": "no-store"})
