"""How many files of ours a search runs through: a reader must be able to follow it."""

import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches

from tests.factories import releases

pytestmark = pytest.mark.django_db
MOST_FILES = 14
VENLO = ("place", "GM0983")


def files_run(call):
    """Python files of the project whose functions run during a call."""
    found = set()
    root = str(Path(settings.BASE_DIR) / "explorer")

    def note(frame, event, _argument):
        name = frame.f_code.co_filename
        if event == "call" and name.startswith(root) and name.endswith(".py"):
            found.add(str(Path(name).relative_to(settings.BASE_DIR)))

    sys.setprofile(note)
    try:
        call()
    finally:
        sys.setprofile(None)
    return sorted(found)


def test_a_search_runs_through_few_files(client):
    releases.publish([(60, [VENLO, ("task", "orderpicken"), ("hours", "24-32")])])
    address = "/kandidaten/?taak=orderpicken&vanuit=Venlo&uren=24-32"
    client.get(address)  # what is made once in a process is made
    caches["pages"].clear()
    found = files_run(lambda: client.get(address))
    assert len(found) <= MOST_FILES, "\n".join(found)
