"""Where a page leads: to the same place by date and as a file, and to other places of the same date."""

import datetime
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from explorer.release.models import Figures
from explorer.transparency.figures.places import COUNTRY

On = datetime.date | None


@dataclass(frozen=True)
class Links:
    """`stable` always shows the same figures, `newest` those of the last date; `profiles` is a search."""

    stable: str
    newest: str
    csv: str
    json: str
    profiles: str


def links_of(code: str, edition: Figures) -> Links:
    return Links(
        stable=page_url(code, edition.on),
        newest=page_url(code, None),
        csv=file_url(code, edition.on, "csv"),
        json=file_url(code, edition.on, "json"),
        profiles=f"{reverse('search:candidates')}?{urlencode({'plaats': code})}",
    )


def page_url(code: str, on: On) -> str:
    """The page of a place on a date; without one on the newest."""
    named: dict[str, object] = {"on": on} if on else {}
    if code == COUNTRY:
        return reverse("transparency:figures", kwargs=named)
    return reverse("transparency:figures-place", kwargs={"code": code, **named})


def file_url(code: str, on: datetime.date, form: str) -> str:
    """A file of the figures of a date."""
    named = {"on": on, "form": form, **({} if code == COUNTRY else {"code": code})}
    return reverse("transparency:figures-file", kwargs=named)
