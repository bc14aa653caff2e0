"""The start page, how it works, and where to turn to."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from explorer.search.contact import wish_of
from explorer.search.current import Current
from explorer.search.query import read_query
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


@of_release
def contact(request: HttpRequest, now: Current) -> HttpResponse:
    """The desk, with the wish of a search in words, ready to be said, mailed or copied."""
    wish = wish_of(now, read_query(now, request.GET))
    return page(
        request, "explorer/contact.jinja", {"now": now, "wish": wish}, synthetic=now.release.synthetic
    )


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Searches are endless; the start page and what explains it may be found."""
    lines = (
        "User-agent: *",
        "Disallow: /kandidaten/",
        "Disallow: /aanvraag/",
        "Disallow: /contact/",
        "Disallow: /profiel/",
        "",
    )
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
