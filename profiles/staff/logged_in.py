"""Nothing of the register is for a visitor without an account."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase

from profiles.staff.pages.account import log_in_page
from profiles.staff.pending_form import seal


class LoggedInMiddleware(LoginRequiredMiddleware):
    """Leads to the log-in page; a form that came too late finds it at once, and is not lost."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        asked = super().process_view(request, view_func, view_args, view_kwargs)
        sealed = seal(request) if asked else ""
        return log_in_page(request, sealed) if sealed else asked
