"""Pages of the public site in fewer bytes.

A compressed page tells by its length how much of it repeats itself. That gives
away a secret which stands beside text of an attacker's choice, so pages with a
secret are not compressed: the token of a form is the only one there is, and a
page with a token sets the cookie that goes with it. All else of a public page
may be read by anybody.
"""

import gzip
import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

SHORT = 500
"""Bytes for which it is not worth the work."""
LEVEL = 4
"""A third less work than the usual 6 for a twentieth more bytes, measured on a page of results."""
ACCEPTS = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")


class CompressionMiddleware:
    """Compresses what is long enough, holds no secret, and a visitor can read compressed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        # Also of an answer without content: that stands for the page that a visitor has.
        patch_vary_headers(response, ["Accept-Encoding"])
        accepted = ACCEPTS.search(request.headers.get("Accept-Encoding", ""))
        if accepted and isinstance(response, HttpResponse) and _may_be_compressed(response):
            _compress(response)
        return response


def _may_be_compressed(response: HttpResponse) -> bool:
    return not (response.cookies or "Content-Encoding" in response) and len(response.content) >= SHORT


def _compress(response: HttpResponse) -> None:
    # Without a time in it the same page gives the same bytes.
    response.content = gzip.compress(response.content, LEVEL, mtime=0)
    response["Content-Length"] = str(len(response.content))
    response["Content-Encoding"] = "gzip"
