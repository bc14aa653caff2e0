"""What the APIs of both sites have alike: errors as problems (RFC 9457), a header with the version."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from django.http import JsonResponse
from django.utils.translation import gettext as _
from drf_spectacular.generators import SchemaGenerator
from rest_framework import serializers
from rest_framework.exceptions import APIException, MethodNotAllowed, ValidationError
from rest_framework.fields import CharField

MEDIA_TYPE = "application/problem+json"
BODY, QUERY = "body", "query"


class ProblemErrorSerializer(serializers.Serializer):
    """One part that is wrong."""

    name = CharField()
    code = CharField()
    detail = CharField()

    def get_fields(self):  # type: ignore[no-untyped-def]
        # A word of Python cannot be written as an attribute.
        return {"in": CharField(), **super().get_fields()}


class ProblemSerializer(serializers.Serializer):
    """RFC 9457."""

    type = CharField()
    title = CharField()
    status = serializers.IntegerField()
    detail = CharField()
    # The name is the standard's; DRF has another use for it on serializers that read.
    errors = ProblemErrorSerializer(many=True, required=False)  # type: ignore[assignment]


def problem_of(error: APIException, context: Mapping[str, Any]) -> JsonResponse:
    """The answer to an error of DRF, with each wrong part named and the headers that belong to it."""
    place = BODY if context["request"].method in {"POST", "PUT", "PATCH"} else QUERY
    if isinstance(error, ValidationError):
        response = problem(error.status_code, errors=list(_errors(error.detail, place)))
    else:
        response = problem(error.status_code, detail=str(error.detail))
    if header := getattr(error, "auth_header", ""):
        response["WWW-Authenticate"] = header
    if wait := getattr(error, "wait", None):
        response["Retry-After"] = str(int(wait))
    if isinstance(error, MethodNotAllowed):
        response["Allow"] = ", ".join(context["view"].allowed_methods)
    return response


def problem(status: int, *, detail: str = "", errors: list[dict[str, str]] | None = None) -> JsonResponse:
    """A problem; `errors` names each part that is wrong, and why."""
    content: dict[str, object] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail or _("Een of meer delen van de vraag kloppen niet."),
    }
    if errors:
        content["errors"] = errors
    return JsonResponse(
        content, status=status, content_type=MEDIA_TYPE, json_dumps_params={"ensure_ascii": False}
    )


def document_of(version: str) -> dict[str, Any]:
    """OpenAPI 3.1 of the views of this site: addresses, parameters, answers, headers and errors."""
    made: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    made["info"]["version"] = version
    # The design rules ask for this header on every answer, which the generator does not know.
    header = {"description": "Versie van de API", "schema": {"type": "string", "example": version}}
    for operations in made["paths"].values():
        for operation in operations.values():
            for response in operation["responses"].values():
                response["headers"] = {"API-Version": header}
    return made


def _errors(detail: Any, place: str, name: str = "") -> Iterator[dict[str, str]]:
    """Each sentence of DRF's nested errors, with the path of its key (`werktijden.dagdelen.0`) and code."""
    if isinstance(detail, Mapping):
        for key, inner in detail.items():
            own = "" if key == "non_field_errors" else str(key)
            yield from _errors(inner, place, ".".join(filter(None, (name, own))))
    elif isinstance(detail, list):
        for inner in detail:
            yield from _errors(inner, place, name)
    else:
        code = str(getattr(detail, "code", "invalid"))
        yield {"in": place, "name": name, "code": code, "detail": str(detail)}
