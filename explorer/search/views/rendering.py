"""How every public page is sent: one context, no shared caches, a language that follows the visitor."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers

from explorer.layout import desk
from explorer.release.models import Release


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, object],
    *,
    release: Release | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render a page. Browsers may keep it but ask again each time: a withdrawal counts at once."""
    shared = {"desk": desk(), "synthetic": release is not None and release.synthetic}
    response = render(request, template, {**shared, **context}, status=status)
    return told_apart(response)


def told_apart(response: HttpResponse) -> HttpResponse:
    """Say what an answer depends on beside its address, and that it is asked for again each time."""
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Cookie", "HX-Request"])
    return response
