"""`openapi.json` of the register, made from the views. It says nothing about anybody, so it asks no token."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from explorer.web.api import document_of
from profiles.supply import VERSION


@login_not_required
@require_safe
def openapi(request: HttpRequest) -> JsonResponse:
    """The document; the same until the code changes."""
    return JsonResponse(
        document(), json_dumps_params={"ensure_ascii": False}, headers={"API-Version": VERSION}
    )


def document() -> dict[str, Any]:
    """The document as this version of the code has it."""
    return document_of(VERSION)
