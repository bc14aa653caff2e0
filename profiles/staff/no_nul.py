"""PostgreSQL keeps no NUL character, and no person types one: an address with one is refused at once."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from explorer.web.api import problem
from profiles.supply import VERSION

API = "/api/"


class NoNulMiddleware:
    """Answers 400 with words; what is posted is checked by the fields of the forms."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            if request.path.startswith(API):
                # To a program in the format of all errors of the API.
                answer = problem(400, detail=_("Er staat een teken in dat niet kan."))
                answer["API-Version"] = VERSION
                return answer
            context = {"title": _("Dit adres klopt niet"), "text": _("Er staat een teken in dat niet kan.")}
            return HttpResponseBadRequest(render_to_string("profiles/error.html", context))
        return self._get_response(request)
