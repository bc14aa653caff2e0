"""Errors as `application/problem+json` (RFC 9457), the same for every cause."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, ErrorDetail, NotFound, ValidationError
from rest_framework.views import exception_handler

from explorer.search.query import QueryProblem

MEDIA_TYPE = "application/problem+json"
QUERY = "query"


class NoReleaseYet(APIException):
    """Nothing was published yet."""

    status_code = HTTPStatus.SERVICE_UNAVAILABLE

    def __init__(self) -> None:
        super().__init__(_("Er is nog geen uitgave."))


class InvalidQuery(ValidationError):
    """Parameters that could not be used. A page leaves them out and says so."""

    def __init__(self, problems: Iterable[QueryProblem]) -> None:
        super().__init__({problem.parameter or QUERY: [problem.text] for problem in problems})


def handle(error: Exception, context: Mapping[str, Any]) -> JsonResponse | None:
    """Answer an error of a view; None leaves it to Django, which writes it to the log."""
    # DRF has no problem for Django's own exception.
    if isinstance(error, Http404):
        error = NotFound()
    if not isinstance(error, APIException) or (known := exception_handler(error, dict(context))) is None:
        return None
    response = problem(
        known.status_code,
        detail="" if isinstance(error, ValidationError) else str(error.detail),
        errors=list(_errors(error.detail)) if isinstance(error, ValidationError) else [],
    )
    for name in ("Allow", "Retry-After"):
        if name in known.headers:
            response[name] = known.headers[name]
    return response


def problem(status: int, *, detail: str = "", errors: list[dict[str, str]] | None = None) -> JsonResponse:
    """A problem; `errors` names each parameter that is wrong, and why."""
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


def _errors(detail: Any) -> Iterable[dict[str, str]]:
    """Each sentence of DRF's nested errors beside its parameter."""
    if isinstance(detail, Mapping):
        for name, texts in detail.items():
            for text in texts if isinstance(texts, list) else [texts]:
                code = text.code if isinstance(text, ErrorDetail) else "invalid"
                yield {"in": QUERY, "name": str(name), "code": str(code), "detail": str(text)}
