"""Make a job of tasks."""

from django.http import HttpRequest, HttpResponse

from explorer.guide.combining import combining_page
from explorer.search.current import Current
from explorer.search.views.released import of_release
from explorer.web.pages import page


@of_release
def combine(request: HttpRequest, now: Current) -> HttpResponse:
    """Choose tasks and a region; see which go together, print it, or ask for people."""
    context = {"now": now, "shown": combining_page(now, request.GET)}
    return page(request, "explorer/guide/combine.jinja", context, synthetic=now.release.synthetic)
