"""Paste a vacancy: what was pasted is read, answered and forgotten."""

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from explorer.guide.pasted import pasted_page, query_of, query_of_ticks
from explorer.guide.vacancy import LONGEST_TEXT, read_vacancy
from explorer.search.current import Current, current
from explorer.web.pages import page

TEXT = "tekst"
UNPROCESSABLE = 422


@csrf_exempt  # It changes nothing, and a token would set a cookie.
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def vacancy(request: HttpRequest) -> HttpResponse:
    """A field for the text; then its wishes, to be ticked and counted again."""
    now = current()
    if now is None:
        return page(request, "explorer/no_release.jinja", {})
    if request.method != "POST":
        return _field(request, now)
    if TEXT not in request.POST:
        return _answer(request, now, pasted=pasted_page(now, query_of_ticks(now, request.POST)))
    # A form sends two signs for a line, which would count against the longest text.
    text = request.POST[TEXT].replace("\r\n", "\n")
    if not text.strip():
        return _field(request, now, error=_("Plak eerst de tekst van uw vacature."))
    if len(text) > LONGEST_TEXT:
        return _field(request, now, text=text, error=_("Deze tekst is te lang. Plak hooguit 20.000 tekens."))
    numbers = read_vacancy(now.matcher, text, get_language() or "nl")
    return _answer(request, now, pasted=pasted_page(now, query_of(now, numbers)))


def _field(request: HttpRequest, now: Current, *, text: str = "", error: str = "") -> HttpResponse:
    context = {"now": now, "text": text, "error": error, "most": LONGEST_TEXT}
    return _unkept(
        page(
            request,
            "explorer/guide/paste.jinja",
            context,
            synthetic=now.release.synthetic,
            status=UNPROCESSABLE if error else 200,
        )
    )


def _answer(request: HttpRequest, now: Current, *, pasted: object) -> HttpResponse:
    context = {"now": now, "shown": pasted}
    return _unkept(page(request, "explorer/guide/pasted.jinja", context, synthetic=now.release.synthetic))


def _unkept(response: HttpResponse) -> HttpResponse:
    """No cache keeps a page that was made of a text."""
    del response["Cache-Control"]
    patch_cache_control(response, no_store=True)
    return response
