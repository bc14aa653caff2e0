"""Errors of the public API; how each is written is in `explorer.web.api`."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, NotFound, ValidationError

from explorer.search.query import QueryProblem
from explorer.web.api import QUERY, problem_of


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
    return problem_of(error, context) if isinstance(error, APIException) else None
