"""How every public page is made and sent: one context, a language that follows the visitor."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control, patch_vary_headers

from explorer.web.layout import desk

JINJA = ".jinja"
"""Templates with this ending are Jinja2, all others Django's own."""


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, object],
    *,
    synthetic: bool = False,
    status: int = 200,
) -> HttpResponse:
    """Render a page. `synthetic`: whether it shows people who do not exist, so that it says so."""
    html = rendered(request, template, {**context, "synthetic": synthetic})
    return public(HttpResponse(html, status=status))


def rendered(request: HttpRequest, template: str, context: dict[str, object]) -> str:
    """The text of a template with what every page knows."""
    engine = "jinja" if template.endswith(JINJA) else "django"
    return render_to_string(template, {"desk": desk(), **context}, request=request, using=engine)


def public(response: HttpResponse) -> HttpResponse:
    """Say that anybody may keep an answer but must ask each time whether it still holds."""
    patch_cache_control(response, public=True, no_cache=True)
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response
