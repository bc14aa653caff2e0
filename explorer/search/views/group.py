"""The page of one anonymous profile."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from explorer.release.shapes import PLACE
from explorer.search.current import Current
from explorer.search.group import group_page
from explorer.search.links import query_of_group, read_group, search_url
from explorer.search.portrait import portrait
from explorer.search.views.released import of_release
from explorer.web.pages import page, public


@of_release
def group(request: HttpRequest, now: Current, what: str, where: str, condition: str = "") -> HttpResponse:
    """A group that is published; one of fewer people leads to its search, which has ways out."""
    key = read_group(now, what, where, condition)
    if key is None:
        raise Http404
    middle = now.vocabulary.find(PLACE, where.partition("-")[0])
    centre = middle.number if middle and middle.parent is not None else None
    found = portrait(now, what=key[0], area=key[1], condition=key[2])
    if found is None:
        query = query_of_group(now.vocabulary, *key, centre=centre)
        return public(HttpResponseRedirect(search_url(now.vocabulary, query)))
    shown = group_page(now, found, centre=centre)
    context = {"now": now, "shown": shown}
    return page(request, "explorer/group.jinja", context, synthetic=now.release.synthetic)
