"""Errors of the API for suppliers; how each is written is in `explorer.web.api`."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, NotFound

from explorer.web.api import problem_of


class ConflictProblem(APIException):
    """What is asked does not go with what the register has."""

    status_code = HTTPStatus.CONFLICT


def handle(error: Exception, context: Mapping[str, Any]) -> JsonResponse | None:
    """Answer an error of a view; None leaves it to Django, which writes it to the log."""
    if isinstance(error, Http404):
        error = NotFound(_("Deze kandidaat is er niet."))
    return problem_of(error, context) if isinstance(error, APIException) else None
