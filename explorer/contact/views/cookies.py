"""The cookies of the pages of requests: signed, for these pages alone, and of no use on another device."""

from collections.abc import Sequence
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

PATH = "/aanvraag/"
SELECTION, SENT, MINE = "explorer_selection", "explorer_sent", "explorer_mine"
DAYS = 24 * 60 * 60


def chosen_groups(request: HttpRequest) -> list[str]:
    """The codes of the groups that this visitor chose."""
    value = _read(request, SELECTION, 30 * DAYS)
    return [str(code) for code in value] if isinstance(value, list) else []


def keep_groups(response: HttpResponse, codes: Sequence[str]) -> None:
    """Remember the groups that were chosen; none takes the cookie away."""
    if codes:
        _write(response, SELECTION, list(codes), 30 * DAYS)
    else:
        forget(response, SELECTION)


def sent_request(request: HttpRequest) -> UUID | None:
    """The request that this visitor sent, while it waits for its link."""
    value = _read(request, SENT, 2 * DAYS)
    return UUID(value) if isinstance(value, str) else None


def keep_sent(response: HttpResponse, pending: UUID) -> None:
    _write(response, SENT, str(pending), 2 * DAYS)


def my_address(request: HttpRequest) -> str:
    """The hash of the mail address of the requests that this visitor opened; empty after half an hour."""
    value = _read(request, MINE, settings.MY_REQUESTS_MINUTES * 60)
    return value if isinstance(value, str) else ""


def keep_mine(response: HttpResponse, hashed: str) -> None:
    _write(response, MINE, hashed, settings.MY_REQUESTS_MINUTES * 60)


def forget(response: HttpResponse, name: str) -> None:
    response.delete_cookie(name, path=PATH, samesite="Lax")


def _read(request: HttpRequest, name: str, seconds: int) -> object:
    try:
        # The age is checked here: a browser may keep a cookie longer than it should.
        return signing.loads(request.COOKIES.get(name, ""), salt=name, max_age=seconds)
    except signing.BadSignature:
        return None


def _write(response: HttpResponse, name: str, value: object, seconds: int) -> None:
    response.set_cookie(
        name,
        signing.dumps(value, salt=name),
        max_age=seconds,
        path=PATH,
        # As the token of forms: over TLS alone wherever the site has it.
        secure=settings.CSRF_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
