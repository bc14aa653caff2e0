"""The start page, and how it works."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from explorer.search.current import Current
from explorer.search.start import start_page
from explorer.search.views.released import of_release
from explorer.web.pages import page


@of_release
def start(request: HttpRequest, now: Current) -> HttpResponse:
    """One sentence, one search box, kinds of work, a map."""
    context = {"now": now, "start": start_page(now)}
    return page(request, "explorer/start.jinja", context, synthetic=now.release.synthetic)


@of_release
def about(request: HttpRequest, now: Current) -> HttpResponse:
    """How searching works, what is not shown, privacy and accessibility."""
    return page(request, "explorer/about.jinja", {"now": now}, synthetic=now.release.synthetic)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Searches are endless; the start page and what explains it may be found."""
    lines = (
        "User-agent: *",
        "Disallow: /kandidaten/",
        "Disallow: /aanvraag/",
        "Disallow: /profiel/",
        "",
    )
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
