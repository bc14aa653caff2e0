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

import brotli
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

SHORT = 500
"""Bytes for which it is not worth the work."""
# Measured on a page of results: half the work of gzip at 4, and fewer bytes.
BROTLI_QUALITY = 3
# A third less work than the usual 6 for a twentieth more bytes.
GZIP_LEVEL = 4


class CompressionMiddleware:
    """Compresses what is long enough, holds no secret, and a visitor can read compressed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        # Also of an answer without content: that stands for the page that a visitor has.
        patch_vary_headers(response, ["Accept-Encoding"])
        if isinstance(response, HttpResponse) and _may_be_compressed(response):
            accepted = request.headers.get("Accept-Encoding", "")
            for name, compress in WAYS.items():
                if ACCEPTS[name].search(accepted):
                    _send(response, name, compress(response.content))
                    break
        return response


def _may_be_compressed(response: HttpResponse) -> bool:
    return not (response.cookies or "Content-Encoding" in response) and len(response.content) >= SHORT


def _send(response: HttpResponse, encoding: str, content: bytes) -> None:
    response.content = content
    response["Content-Length"] = str(len(content))
    response["Content-Encoding"] = encoding


def _brotli(content: bytes) -> bytes:
    packed: bytes = brotli.compress(content, mode=brotli.MODE_TEXT, quality=BROTLI_QUALITY)
    return packed


def _gzip(content: bytes) -> bytes:
    # Without a time in it the same page gives the same bytes.
    return gzip.compress(content, GZIP_LEVEL, mtime=0)


WAYS: dict[str, Callable[[bytes], bytes]] = {"br": _brotli, "gzip": _gzip}
"""The better one first."""
ACCEPTS = {name: re.compile(rf"\b{name}\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))") for name in WAYS}
