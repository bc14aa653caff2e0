"""The page that explains the files, and the files: one CSV and one JSON Lines for each release."""

from collections.abc import Callable, Iterator

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from explorer.release.models import Release
from explorer.release.shapes import SHAPES
from explorer.transparency.open_data.rows import csv_lines, json_lines
from explorer.web.pages import kept, not_modified, page, public, tag_of

Lines = Callable[[int], Iterator[bytes]]
FORMATS: dict[str, tuple[str, Lines]] = {
    "csv": ("text/csv; charset=utf-8", csv_lines),
    "jsonl": ("application/x-ndjson; charset=utf-8", json_lines),
}


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    """What is in the files, and where they are."""
    releases = list(Release.objects.exclude(state=Release.State.PREPARED))

    def make() -> HttpResponse:
        active = next((release for release in releases if release.state == Release.State.ACTIVE), None)
        context = {"section": "data", "releases": releases, "active": active, "shapes": shapes_in_words()}
        return page(
            request, "explorer/open_data.jinja", context, synthetic=active is not None and active.synthetic
        )

    return kept(request, state=tuple((release.number, release.state) for release in releases), make=make)


@require_safe
def groups_file(request: HttpRequest, number: int, ending: str) -> HttpResponseBase:
    """All groups of a release that is or was shown; its address never means anything else."""
    release = Release.objects.exclude(state=Release.State.PREPARED).filter(number=number).first()
    if release is None or ending not in FORMATS:
        raise Http404
    kind, lines = FORMATS[ending]
    # Of the content, so that a restored database gives the same file the same tag.
    tag = tag_of(release.content_hash, ending)
    known = not_modified(request, tag)
    if known is not None:
        return known
    response = StreamingHttpResponse(lines(number), content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="uitgave-{number}-groepen.{ending}"'
    response["ETag"] = tag
    return public(response)  # type: ignore[arg-type]


def shapes_in_words() -> list[tuple[str, str]]:
    """Each shape as it is called in the policy, and what it holds."""
    words = {
        "place": _("Werk in een gemeente, regio of het land"),
        "circle": _("Werk binnen 15 of 25 km van een gemeente"),
        "place-condition": _("Met uren, rijbewijs, opleiding of beschikbaarheid"),
        "circle-condition": _("Hetzelfde binnen 15 of 25 km"),
        "regional-condition": _(
            "In een regio: richting, vervoer, taal, wat goed gaat, wat iemand graag doet, werktijden"
        ),
        "pair": _("In een regio: twee soorten werk of vaardigheden van dezelfde mensen"),
    }
    return [(shape.name, words[shape.name]) for shape in SHAPES]
