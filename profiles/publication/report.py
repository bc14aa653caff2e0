"""Prove a release that is prepared: attack it, and keep what was found on either side.

The inside keeps everything with the publication; the outside gets the figures
that anybody may know.
"""

from typing import Any

from explorer.release.models import Release, ReleaseReport
from profiles.publication.attack.attack_release import attack_release, report_of
from profiles.publication.models import Publication
from profiles.publication.read import Population


def prove(*, publication: Publication, population: Population) -> None:
    """Attack what was written and store the reports; call it while the release is prepared.

    To do it again changes nothing that the outside has.
    """
    table = attack_release(publication=publication, population=population)
    publication.report = {**publication.report, "attack": report_of(publication, table)}
    publication.save(update_fields=["report"])
    release = Release.objects.get(number=publication.release_number)
    if release.state == Release.State.PREPARED:
        data: dict[str, Any] = {"attack": table.public(), "utility": _utility(publication.counts)}
        ReleaseReport.objects.get_or_create(release=release, defaults={"data": data})


def _utility(counts: dict[str, Any]) -> dict[str, Any]:
    """Shares of what people told that is shown in full, and at least as a group, by attribute.

    Shares and not counts: in small numbers a count of what is not shown is telling.
    """
    return {
        name: {part: round(kept[part] / kept["given"], 2) for part in ("full", "group")}
        for name, kept in counts.get("attributes", {}).items()
        if kept["given"]
    }
