"""Errors as `application/problem+json` (RFC 9457); the public site has its own."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import (
    APIException,
    MethodNotAllowed,
    NotFound,
    ValidationError,
)

MEDIA_TYPE = "application/problem+json"
BODY, QUERY = "body", "query"


class Conflict(APIException):
    """What is asked does not go with what the register has."""

    status_code = HTTPStatus.CONFLICT


def handle(error: Exception, context: Mapping[str, Any]) -> JsonResponse | None:
    """Answer an error of a view; None leaves it to Django, which writes it to the log."""
    if isinstance(error, Http404):
        error = NotFound(_("Deze kandidaat is er niet."))
    if not isinstance(error, APIException):
        return None
    is_field = isinstance(error, ValidationError)
    place = BODY if context["request"].method in {"POST", "PUT", "PATCH"} else QUERY
    response = problem(
        error.status_code,
        detail=_("Een of meer delen van de vraag kloppen niet.") if is_field else str(error.detail),
        errors=[
            {"in": place, "name": name, "code": code, "detail": text}
            for name, code, text in _errors(error.detail)
        ]
        if is_field
        else [],
    )
    if header := getattr(error, "auth_header", ""):
        response["WWW-Authenticate"] = header
    if wait := getattr(error, "wait", None):
        response["Retry-After"] = str(int(wait))
    if isinstance(error, MethodNotAllowed):
        response["Allow"] = ", ".join(context["view"].allowed_methods)
    return response


def problem(status: int, *, detail: str, errors: list[dict[str, str]] | None = None) -> JsonResponse:
    """A problem; `errors` names each part that is wrong, and why."""
    content: dict[str, object] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
    }
    if errors:
        content["errors"] = errors
    return JsonResponse(
        content, status=status, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False}
    )


def _errors(detail: Any, name: str = "") -> Iterator[tuple[str, str, str]]:
    """Each sentence of DRF's nested errors, with the path of its key (`werktijden.dagdelen.0`) and code."""
    if isinstance(detail, Mapping):
        for key, inner in detail.items():
            own = "" if key == "non_field_errors" else str(key)
            yield from _errors(inner, ".".join(filter(None, (name, own))))
    elif isinstance(detail, list):
        for inner in detail:
            yield from _errors(inner, name)
    else:
        yield name, str(getattr(detail, "code", "invalid")), str(detail)
