import pytest
from django.test import RequestFactory
from django.urls import reverse

from profiles.register.models import Candidate
from profiles.staff.pages.errors import server_error
from tests.factories.register import CandidateFactory
from tests.factories.staff import StaffUserFactory
from tests.profiles.staff.profile_page import text_of
from tests.profiles.staff.reader import Reader, logged_in

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


def test_who_is_out_of_sight_and_who_does_not_exist_look_the_same(client: Reader) -> None:
    strange = CandidateFactory()
    pages = []
    for pk in (strange.pk, 10**9):
        response = client.get(reverse("staff:profile", args=[pk]))
        assert response.status_code == 404
        pages.append(text_of(response).split("<main")[1])
    assert pages[0] == pages[1]
    assert "Deze pagina is er niet" in pages[0]


def test_refusal_says_why(candidate: Candidate) -> None:
    adviser = logged_in(StaffUserFactory(adviser=True, organisation=candidate.organisation))
    response = adviser.get(reverse("staff:details", args=[candidate.pk]))
    assert response.status_code == 403
    assert "Uw rol geeft geen toegang tot deze pagina." in text_of(response)


def test_form_without_its_token_is_told_to_be_stale() -> None:
    client = Reader(enforce_csrf_checks=True)
    client.force_login(StaffUserFactory())
    response = client.post(reverse("staff:find"), {"wie": "x"})
    assert response.status_code == 403
    assert "Dit formulier is verlopen" in text_of(response)


def test_page_of_a_fault_needs_nothing_of_the_request(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "Er ging iets mis" in text_of(response)
