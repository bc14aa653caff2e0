"""How pages and files of figures are sent: what never changes is not sent again."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from explorer.release.models import Figures
from explorer.transparency.figures.downloads import FORMAT, FORMS
from explorer.transparency.figures.places import Place
from explorer.transparency.figures.reading import shelf
from explorer.web.pages import not_modified, tag_of
from explorer.web.revision import revision

View = Callable[..., HttpResponseBase]
A_DAY = 24 * 60 * 60


def with_shelf(view: View) -> View:
    """Give a view the dates there are; a browser that has the page of the same dates gets 304."""

    @require_safe
    @transaction.non_atomic_requests
    @wraps(view)
    def answer(request: HttpRequest, **named: object) -> HttpResponseBase:
        # The dates alone decide: the numbers of a date never change without a new moment of publication.
        found = shelf()
        written = tuple((edition.on, edition.published_at) for edition in found.editions)
        tag = tag_of(revision(), get_language(), request.get_full_path(), written)
        response: HttpResponseBase = not_modified(request, tag) or view(request, found, **named)
        if response.status_code in (HTTPStatus.OK, HTTPStatus.NOT_MODIFIED):
            response.headers.setdefault("ETag", tag)
        return response

    return answer


def file_of(
    request: HttpRequest, edition: Figures, place: Place, *, form: str, region: str
) -> HttpResponseBase:
    """A download: the same for all, and the same for ever."""
    content_type, write = FORMS[form]
    response = HttpResponse(write(edition, place, region), content_type=content_type)
    name = f"cijfers-{place.code}-{edition.on}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["ETag"] = tag = tag_of(edition.on, edition.published_at, place.code, form, FORMAT)
    patch_cache_control(response, public=True, max_age=A_DAY)
    changed = int(edition.published_at.timestamp())
    response["Last-Modified"] = http_date(changed)
    # By the time too: programs that fetch files send If-Modified-Since and no tag.
    return get_conditional_response(request, etag=tag, last_modified=changed, response=response) or response
