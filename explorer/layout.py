"""What the layout of every page of both sites knows."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """`demo`: whether this is the demonstration; `languages`: code and name of each."""
    return {"demo": settings.DEMO, "languages": settings.LANGUAGES}
