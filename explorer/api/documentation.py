"""`openapi.json`, made from the views, and the page that explains the API and lets one try it."""

from collections.abc import Hashable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from rest_framework.response import Response

from explorer.api import VERSION
from explorer.api.views import PublicView
from explorer.release.models import Release
from explorer.web.api import document_of
from explorer.web.pages import kept, page

BASE = "/api/v1"


class OpenApiView(PublicView):
    """The document; the same until the code changes."""

    schema = None

    def state(self) -> Hashable:
        return VERSION

    def get(self, request: HttpRequest) -> Response:
        return Response(document())


def document() -> dict[str, Any]:
    """The document as this version of the code has it."""
    return document_of(VERSION)


@require_safe
def api(request: HttpRequest) -> HttpResponse:
    """For developers: what there is, examples, and a form that asks."""
    release = Release.objects.active()

    def make() -> HttpResponse:
        context = {
            "section": "api",
            "version": VERSION,
            "base": f"{settings.SITE_URL}{BASE}",
            "operations": [
                {
                    "path": path,
                    "text": operation["description"],
                    "parameters": [
                        one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"
                    ],
                }
                for path, operations in document()["paths"].items()
                for operation in operations.values()
            ],
            "groups": reverse("api:groups"),
        }
        return page(
            request, "explorer/api/api.jinja", context, synthetic=release is not None and release.synthetic
        )

    return kept(request, state=release.number if release else 0, make=make)
