"""The entry for the algorithm register has the fields and words of publication standard 1.0."""

import pytest
from django.core.cache import caches
from django.test import Client

from tests.factories import releases

pytestmark = pytest.mark.django_db

# Retyped from the standard: obligatory fields, and the words of the lists.
OBLIGATORY = {
    "name",
    "description_short",
    "organization",
    "status",
    "contact_email",
    "publication_category",
    "lang",
}
STATUSES = {"In ontwikkeling", "In gebruik", "Buiten gebruik"}
CATEGORIES = {"Hoog-risico AI-systeem", "Impactvolle algoritmes", "Overige algoritmes"}


def read() -> dict[str, object]:
    caches["pages"].clear()
    answer = Client().get("/methode/algoritmeregister.json")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    return dict(answer.json())


def test_entry_exists_before_the_first_release() -> None:
    assert read()["status"] == "In ontwikkeling"


def test_obligatory_fields_have_words_of_the_standard() -> None:
    releases.publish([(7, [("place", "GM0983"), ("task", "orderpicken")])])
    entry = read()
    assert {name for name in OBLIGATORY if entry.get(name) in (None, "")} <= {"organization"}
    assert entry["status"] in STATUSES
    assert entry["publication_category"] in CATEGORIES
    assert entry["standard_version"] == "1.0"
    assert "minstens 5" in str(entry["description_short"])
    assert len(str(entry["description_short"])) <= 500
