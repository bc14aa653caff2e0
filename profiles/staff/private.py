"""Pages of the register are about people: no browser and no proxy keeps them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse


class PrivateMiddleware:
    """After logging out on a shared computer there is nothing behind the back button."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # `private` for old proxies, which do not know `no-store`.
        response.headers["Cache-Control"] = "no-store, private"
        if request.method == "POST" and request.path == reverse("account_logout"):
            # What pages kept in the browser, such as a form that was not sent yet, goes with the session.
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response
