"""Pages of text, which are there before the first release too."""

from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from explorer.guide import accessibility as statement
from explorer.guide import cookies as table
from explorer.guide.help import KINDS, QUESTIONS
from explorer.search.current import current
from explorer.web.pages import page


@require_safe
def help_and_costs(request: HttpRequest) -> HttpResponse:
    """Which help there is, for which people, and what it costs."""
    return _text(request, "help", {"kinds": KINDS, "questions": QUESTIONS})


@require_safe
def candidates(request: HttpRequest) -> HttpResponse:
    """What employers see of a candidate, that one says yes or no, and how to stop."""
    return _text(request, "candidates", {})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of a visitor, an employer and a candidate, and how long."""
    return _text(request, "privacy", {"months": settings.KEEP_MONTHS})


@require_safe
def cookies(request: HttpRequest) -> HttpResponse:
    """Every cookie with its purpose."""
    return _text(request, "cookies", {"cookies": tuple(table.cookies())})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement by the Dutch model."""
    return _text(request, "accessibility", {"state": statement.state(), "report": statement.report()})


def _text(request: HttpRequest, name: str, context: Mapping[str, object]) -> HttpResponse:
    now = current()
    shown = {"k": now.k if now else 0, **context}
    return page(
        request, f"explorer/guide/{name}.jinja", shown, synthetic=now is not None and now.release.synthetic
    )
