"""`openapi.json`, made from the views, and the page that explains the API and lets one try it."""

from collections.abc import Hashable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from rest_framework.response import Response

from explorer.api import VERSION
from explorer.api.views import PublicView
from explorer.release.models import Release
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
    """OpenAPI 3.1 of all addresses, their parameters, answers, headers and errors."""
    made: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    made["info"]["version"] = VERSION
    # The design rules ask for this header on every answer, which the generator does not know.
    header = {"description": "Versie van de API", "schema": {"type": "string", "example": VERSION}}
    for operations in made["paths"].values():
        for operation in operations.values():
            for response in operation["responses"].values():
                response["headers"] = {"API-Version": header}
    return made


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
