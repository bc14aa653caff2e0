"""A line and a measurement for each request: what was asked by the name of its view, never by its values."""

import logging
import re
import secrets
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Histogram

from explorer.logs import CONTEXT

HEADER = "X-Request-ID"
KNOWN_ID = re.compile(r"[A-Za-z0-9-]{8,64}", re.ASCII)
NO_VIEW = "none"
REQUESTS = Counter("http_requests", "Requests by view and status", ["view", "method", "status"])
SECONDS = Histogram(
    "http_request_seconds",
    "Time from the first middleware to the answer",
    ["view"],
    buckets=(0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10),
)
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
LOGGER = logging.getLogger("request")


class RequestLogMiddleware:
    """First, so that it measures all others. The id of a proxy is kept, to join its lines with ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get(HEADER, "")
        # Anything else could write lines of its own into the log.
        number = given if KNOWN_ID.fullmatch(given) else secrets.token_hex(8)
        token = CONTEXT.set({"request_id": number})
        started = time.perf_counter()
        try:
            response = self._get_response(request)
            seconds = time.perf_counter() - started
            match = request.resolver_match
            view = (match.view_name or match._func_path) if match else NO_VIEW
            # A visitor may invent methods, and each would be a series of its own.
            method = request.method if request.method in METHODS else "other"
            REQUESTS.labels(view, method, response.status_code).inc()
            SECONDS.labels(view).observe(seconds)
            LOGGER.info(
                "request",
                extra={
                    "view": view,
                    "method": method,
                    "status": response.status_code,
                    "ms": round(seconds * 1000, 1),
                },
            )
        finally:
            CONTEXT.reset(token)
        response[HEADER] = number
        return response
