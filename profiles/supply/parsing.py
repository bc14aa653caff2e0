"""A body is JSON of a bounded size: what is larger, or nested too deep to read, is refused in words."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import IO, Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import JSONParser

MOST_BYTES = 64 * 1024


class TooLarge(APIException):
    """The body has more bytes than a person can need."""

    status_code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE

    def __init__(self) -> None:
        super().__init__(_("Hooguit %(most)s bytes per kandidaat.") % {"most": MOST_BYTES})


class BoundedJsonParser(JSONParser):
    """As DRF's. What was wrong is not quoted: it may be about a person."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        request = (parser_context or {})["request"]
        if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
            raise TooLarge
        try:
            return super().parse(stream, media_type, dict(parser_context or {}))
        # A few kilobytes of brackets are enough to nest beyond what Python can follow.
        except (ParseError, RecursionError):
            raise ParseError(_("Dit is geen leesbare JSON.")) from None
