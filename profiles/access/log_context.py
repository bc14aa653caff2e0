"""Every line that is logged for a request has the pseudonym of the account, as the log of use has it."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from explorer.logs import CONTEXT
from profiles.access.pseudonyms import of_account


class LogContextMiddleware:
    """After the log-in is known. `RequestLogMiddleware` sets the context and takes it away again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated:
            CONTEXT.set({**CONTEXT.get(), "account": str(of_account(request.user))})
        return self._get_response(request)
