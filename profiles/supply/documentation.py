"""`openapi.json` of the register, made from the views. It says nothing about anybody, so it asks no token."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator

from profiles.supply import VERSION


@login_not_required
@require_safe
def openapi(request: HttpRequest) -> JsonResponse:
    """The document; the same until the code changes."""
    return JsonResponse(
        document(), json_dumps_params={"ensure_ascii": False}, headers={"API-Version": VERSION}
    )


def document() -> dict[str, Any]:
    """OpenAPI 3.1 of all addresses, their questions, answers, headers and errors."""
    made: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    made["info"]["version"] = VERSION
    header = {"description": "Versie van de API", "schema": {"type": "string", "example": VERSION}}
    for operations in made["paths"].values():
        for operation in operations.values():
            for response in operation["responses"].values():
                response["headers"] = {"API-Version": header}
    return made
