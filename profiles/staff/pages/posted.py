"""Addresses that only take forms. Whoever comes there without one, after logging in anew, gets its page."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
POST, READ = "POST", ("GET", "HEAD")


def posted_from(page: str, *names: str) -> Callable[[View], View]:
    """Like `require_POST`; a GET goes to `page`, with the arguments of the address that `names` names."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method in READ:
                return redirect(page, **{name: kwargs[name] for name in names})
            if request.method != POST:
                return HttpResponseNotAllowed([POST])
            return view(request, *args, **kwargs)

        guarded.is_only_sent_to = True  # type: ignore[attr-defined]
        # It takes and gives what the view does.
        return guarded  # type: ignore[return-value]

    return decorate
