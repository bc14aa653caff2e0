"""A refused page is a use as well: attempts to reach data are logged."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from profiles.access.log_of_use import Action, Activity, Result, log_use
from profiles.access.rights import is_account


class RefusalMiddleware:
    """Logs each page that an account was refused. Inside `ScopeMiddleware`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        # After the page's own transaction: what it wrote is rolled back, this is not.
        if response.status_code == HTTPStatus.FORBIDDEN and is_account(getattr(request, "user", None)):
            log_use(action=Action.OPEN, result=Result.REFUSED, request=request, activity=Activity.SUPERVISION)
        return response
