import pytest
from django.urls import reverse

from profiles.register.models import Candidate
from profiles.staff.models import StaffUser
from tests.factories.vocabulary import small_vocabulary
from tests.profiles.staff.profile_page import text_of
from tests.profiles.staff.reader import Reader

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
PAGES = {
    "work_list": ("Dit vraagt aandacht", "This needs attention"),
    "candidates": ("Naam of kenmerk", "Name or reference"),
    "new_candidate": ("Woont in gemeente", "Lives in municipality"),
    "profile": ("Alles op één pagina", "Everything on one page"),
    "details": ("Wijzig", "Details of"),
    "visible": ("Nog in geen groep", "In no group yet"),
}


@pytest.mark.parametrize("name", PAGES)
def test_page_speaks_the_language_that_was_chosen(client: Reader, candidate: Candidate, name: str) -> None:
    small_vocabulary()
    takes_candidate = name in {"profile", "details", "visible"}
    address = reverse(f"staff:{name}", args=[candidate.pk] if takes_candidate else [])
    dutch, english = PAGES[name]
    assert '<html lang="nl">' in text_of(client.get(address))
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    page = text_of(client.get(address))
    assert '<html lang="en">' in page
    assert english in page
    assert dutch not in page


def test_words_of_the_vocabulary_follow_the_language(case_worker: StaffUser, candidate: Candidate) -> None:
    small_vocabulary()
    client = Reader(headers={"accept-language": "en"})
    client.force_login(case_worker)
    page = text_of(client.get(reverse("staff:profile", args=[candidate.pk]) + "?stap=alles"))
    assert "Groen dier (en)" in page
    assert "No driving licence" in page
