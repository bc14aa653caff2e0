"""What the layout of every page of both sites knows."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    """Context processor: what templates get of every request, the same for each."""
    return shared()


def shared() -> dict[str, object]:
    """`demo`: whether this is the demonstration; `languages`: code and name of each; `brand`: the names."""
    return {"demo": settings.DEMO, "languages": settings.LANGUAGES, "brand": brand()}


def brand() -> dict[str, str]:
    """What the pages call themselves; a region sets its own."""
    return {
        "name": settings.SITE_NAME,
        "programme": settings.SITE_PROGRAMME,
        "region": settings.SITE_REGION,
    }


def desk() -> dict[str, str]:
    """Where employers turn to; a region sets its own."""
    return {
        "name": settings.DESK_NAME,
        "email": settings.DESK_EMAIL,
        "phone": settings.DESK_PHONE,
        "hours": settings.DESK_HOURS,
    }
