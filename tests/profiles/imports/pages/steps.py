"""What somebody does on the pages of imports."""

from pathlib import Path

from django.urls import reverse
from django.utils import timezone

from profiles.imports.models import Import
from profiles.imports.run import run_waiting
from tests.profiles.staff.reader import Reader


def hand_in(client: Reader, path: Path, **fields: str) -> Import:
    """Hand a file in and let the job read it."""
    with path.open("rb") as stream:
        response = client.post(reverse("imports:imports"), {"bestand": stream, **fields})
    assert response.status_code == 302, response.content.decode()
    run_waiting(now=timezone.now())
    return Import.objects.latest("pk")


def confirm(client: Reader, imported: Import, **choices: str) -> Import:
    """Confirm the proof and let the job write it."""
    response = client.post(reverse("imports:confirm", args=[imported.pk]), {"bekeken": "on", **choices})
    assert response.status_code == 302
    run_waiting(now=timezone.now())
    imported.refresh_from_db()
    return imported


def undo(client: Reader, imported: Import) -> Import:
    """Undo it and let the job do so."""
    assert client.get(reverse("imports:undo", args=[imported.pk])).status_code == 200
    client.post(reverse("imports:undo", args=[imported.pk]))
    run_waiting(now=timezone.now())
    imported.refresh_from_db()
    return imported


def page_of(client: Reader, imported: Import, **query: str) -> str:
    """The page of an import."""
    response = client.get(reverse("imports:import", args=[imported.pk]), query)
    assert response.status_code == 200
    return response.content.decode()
