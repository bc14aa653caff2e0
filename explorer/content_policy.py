"""What a browser may load: the policy of the settings, put together once instead of for each answer.

No page has a policy or a nonce of its own; with one, django-csp's own middleware must come back.
"""

from collections.abc import Callable

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

EXPLAINED = (404, 500)
"""Errors that Django explains to a developer on a page with styles of its own."""


class ContentPolicyMiddleware:
    """Sends the policy with every answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response
        self._policy = build_policy()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self._get_response(request)
        if not (settings.DEBUG and response.status_code in EXPLAINED):
            response.headers[HEADER] = self._policy
        return response
