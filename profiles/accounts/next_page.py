"""The page after logging in: always a page, and never an address that is only sent to."""

import inspect
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme

View = Callable[..., HttpResponseBase]


def shows_a_page(view: View) -> bool:
    """Whether a view answers GET: an address that is only sent to answers 405."""
    view_class = getattr(view, "view_class", None)
    if view_class is not None:
        return hasattr(view_class, "get")
    if getattr(view, "is_only_sent_to", False):
        return False
    inner: Any = view
    while inner is not None:
        # The decorator `require_http_methods` keeps its list here.
        methods = inspect.getclosurevars(inner).nonlocals.get("request_method_list")
        if methods is not None:
            return "GET" in methods
        inner = getattr(inner, "__wrapped__", None)
    return True


def page_of(request: HttpRequest) -> str:
    """The page of a request: its own address, or for what is only sent to the page it was sent from.

    The first page of the site where the browser does not say which one that was.
    """
    match = request.resolver_match
    if match is None or shows_a_page(match.func):
        return request.get_full_path()
    before = request.headers.get("Referer", "")
    # Another site may have sent the form; its address is no page of ours.
    if not url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure()):
        return "/"
    parts = urlsplit(before)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
