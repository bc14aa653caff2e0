"""Word lists go out and in: what would change is shown first, and a fault changes nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from profiles.vocabulary.models import Concept, EmployerWord, RefusedTerm
from profiles.vocabulary.word_lists import LISTS, ListRefused, export_list, read_list
from tests.factories.staff import StaffUserFactory
from tests.factories.vocabulary import small_vocabulary
from tests.profiles.staff.reader import logged_in

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


@pytest.mark.parametrize("name", list(LISTS))
def test_what_goes_out_comes_in_without_a_change(name: str) -> None:
    small_vocabulary()
    RefusedTerm.objects.create(word="wajong", reason="benefit")
    assert read_list(name, export_list(name).encode(), apply=True).is_empty


def test_changed_label_is_shown_and_then_read_in() -> None:
    small_vocabulary()
    content = export_list("task").replace("Orderpicken,", "Orders verzamelen,").encode()
    plan = read_list("task", content, apply=False)
    assert ("orderpicken", "Nederlands", "Orderpicken", "Orders verzamelen") in plan.changed
    assert Concept.objects.get(attribute="task", code="orderpicken").label_nl == "Orderpicken"
    read_list("task", content, apply=True)
    assert Concept.objects.get(attribute="task", code="orderpicken").label_nl == "Orders verzamelen"


def test_file_of_a_dutch_spreadsheet_is_read() -> None:
    small_vocabulary()
    content = export_list("task").replace(",", ";").replace("Orderpicken;", "Picken;").encode("utf-8-sig")
    assert read_list("task", content, apply=False).changed[0][3] == "Picken"


def test_new_words_are_added_with_what_they_mean() -> None:
    small_vocabulary()
    plan = read_list("zoekwoorden", b"words,language,concepts\npickbaan,nl,task:orderpicken\n", apply=True)
    assert plan.new == ["pickbaan · nl"]
    assert [str(each.concept.code) for each in EmployerWord.objects.get().meanings.all()] == ["orderpicken"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a,b\n1,2\n", "Regel 1: de eerste regel moet zijn: code,parent"),
        (b"\xff\xfe", "geen tekst in UTF-8"),
        (b"code,parent\0", "kan"),
        (b"x" * 2_000_001, "groter dan 2 MB"),
    ],
)
def test_fault_is_said_in_words(content: bytes, said: str) -> None:
    small_vocabulary()
    with pytest.raises(ListRefused, match=said):
        read_list("task", content, apply=True)


def test_unknown_parent_changes_nothing() -> None:
    small_vocabulary()
    lines = export_list("task").splitlines()
    content = "\r\n".join([*lines, "nieuw,bestaat-niet,,,Nieuw,New,,,,,,"]).encode()
    with pytest.raises(ListRefused, match="“bestaat-niet”, is niet bekend"):
        read_list("task", content, apply=True)
    assert not Concept.objects.filter(code="nieuw").exists()


def test_pages_ask_before_they_read_in() -> None:
    small_vocabulary()
    client = logged_in(StaffUserFactory(admin=True))
    assert client.get(reverse("admin:vocabulary_lists")).status_code == 200
    sent = client.get(reverse("admin:vocabulary_list_csv", args=["task"])).content
    address = reverse("admin:vocabulary_list", args=["task"])
    changed = SimpleUploadedFile("taken.csv", sent.replace(b"Orderpicken,", b"Picken,"))
    shown = client.post(address, {"file": changed}).content.decode()
    assert "Er is nog niets opgeslagen" in shown and "Picken" in shown
    assert not Concept.objects.filter(label_nl="Picken").exists()
    assert "1 gewijzigd" in client.post(address, {"sure": "1"}, follow=True).content.decode()
    assert Concept.objects.filter(label_nl="Picken").exists()
    assert "Kies het bestand opnieuw" in client.post(address, {"sure": "1"}).content.decode()
