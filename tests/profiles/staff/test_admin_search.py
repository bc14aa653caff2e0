"""Who is looked for in the admin stands in no address."""

import pytest
from django.http import HttpResponse
from django.urls import reverse

from tests.factories.register import CandidateFactory, ProfileFactory
from tests.factories.staff import StaffUserFactory
from tests.profiles.staff.forms import fields_of
from tests.profiles.staff.reader import Reader

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])

LISTS = ("register_candidate", "register_profile")


def address(name: str) -> str:
    return reverse(f"admin:{name}_changelist")


def searched(client: Reader, name: str, term: str, **chosen: str) -> HttpResponse:
    """As the form on the page would send it."""
    page = client.get(address(name), chosen).content.decode()
    assert '<form id="changelist-search" method="post"' in page
    return client.post(address(name), fields_of(page, "changelist-search") | {"q": [term]}, follow=True)


@pytest.fixture(autouse=True)
def two_people() -> None:
    ProfileFactory(candidate__reference="VL-77", candidate__family_name="De Groot")
    ProfileFactory(candidate__reference="VL-78")


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("term", ["vl-77", "de  Groot"])
def test_person_is_found_by_reference_and_name(admin_client: Reader, name: str, term: str) -> None:
    response = searched(admin_client, name, term)
    assert "VL-77" in response.content.decode() and "VL-78" not in response.content.decode()


@pytest.mark.parametrize("name", LISTS)
def test_address_and_page_do_not_tell_what_was_typed(admin_client: Reader, name: str) -> None:
    response = searched(admin_client, name, "De Groot")
    [(landed, _status)] = response.redirect_chain
    assert "groot" not in landed.lower()
    assert "De Groot" not in response.content.decode()


def test_chosen_filters_stay(admin_client: Reader) -> None:
    CandidateFactory(reference="VL-79", family_name="De Groot")
    response = searched(admin_client, "register_candidate", "De Groot", profile__state="draft")
    assert "VL-77" in response.content.decode() and "VL-79" not in response.content.decode()


@pytest.mark.parametrize("term", ["De Groot", "VL-77", "." * 3, f"{'0' * 64}."])
def test_name_in_an_address_finds_nobody(admin_client: Reader, term: str) -> None:
    """An index that is empty must not find everybody without a name."""
    assert admin_client.get(address("register_candidate"), {"q": term}).context["cl"].result_count == 0


@pytest.mark.parametrize("term", ["  ", "\N{COMBINING ACUTE ACCENT}"])
def test_nothing_typed_finds_nobody_by_accident(admin_client: Reader, term: str) -> None:
    response = searched(admin_client, "register_candidate", term)
    assert ("VL-78" in response.content.decode()) == (not term.strip())


def test_words_and_accounts_are_searched_as_ever(admin_client: Reader) -> None:
    StaffUserFactory(username="klantmanager-beesel")
    page = admin_client.get(address("staff_staffuser"), {"q": "beesel"}).content.decode()
    assert '<form id="changelist-search" method="get"' in page
    assert "klantmanager-beesel" in page
