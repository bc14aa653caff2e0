"""What the layout of every page of both sites knows."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """Context processor of Django's templates: what they get of every request, the same for each."""
    return shared()


def shared() -> dict[str, object]:
    """`demo`: whether this is the demonstration; `languages`: code and name of each; `brand`: the names,
    which a region sets."""
    return {
        "demo": settings.DEMO,
        "languages": settings.LANGUAGES,
        "brand": {
            "name": settings.SITE_NAME,
            "programme": settings.SITE_PROGRAMME,
            "region": settings.SITE_REGION,
        },
    }
