"""No request of somebody who is logged in ends in a 500. `make fuzz` asks more than the suite does."""

import os
import random

import pytest
from django.test import Client
from django.urls import reverse

from profiles.staff.models import StaffUser
from tests.factories.register import DeskFactory, ProfileFactory
from tests.factories.staff import StaffUserFactory
from tests.factories.vocabulary import small_vocabulary
from tests.fuzz.staff import Asked, mutated, requests

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
REQUESTS = int(os.environ.get("FUZZ_REQUESTS", "250"))
SEED = int(os.environ.get("FUZZ_SEED", "7"))


def client_of(user: StaffUser) -> Client:
    client = Client(headers={"accept-language": "nl"}, raise_request_exception=False)
    client.force_login(user)
    return client


@pytest.mark.parametrize("role", ["admin", "case_worker", "head_of_desk", "privacy_officer"])
def test_no_request_of_staff_ends_in_an_error(role: str) -> None:
    rng = random.Random(f"{SEED} {role}")
    words = small_vocabulary()
    user = StaffUserFactory(role=role)
    mine = ProfileFactory.create_batch(
        3, candidate__organisation=user.organisation, facts=[words["task", "orderpicken"]]
    )
    keys = {
        "profile/": [profile.pk for profile in mine],
        "kandida": [profile.candidate.pk for profile in mine],
        "candidate": [profile.candidate.pk for profile in mine],
        "concept": [word.pk for word in words.values()],
        "desk": [DeskFactory().pk],
        "staffuser": [user.pk],
        "organisation": [user.organisation.pk],
    }
    client, broken, asked_for = client_of(user), [], 0
    for asked in requests(rng, keys=keys, number=REQUESTS // 4):
        for each in follow_ups(rng, client, asked):
            asked_for += 1
            response = getattr(client, each.method)(each.address, each.data)
            if response.status_code >= 500:
                broken.append((each, response.status_code, getattr(response, "exc_info", None)))
    assert not broken, f"{len(broken)} of {asked_for}: {broken[:5]}"


def follow_ups(rng: random.Random, client: Client, asked: Asked) -> list[Asked]:
    """A page with a form is also sent back, with something else in it."""
    if asked.method != "post":
        return [asked]
    page = client.get(asked.address)
    content = page.content.decode(errors="replace") if page.status_code == 200 and not page.streaming else ""
    return [asked, Asked("post", asked.address, mutated(rng, content))] if "<form" in content else [asked]


FOUND = [
    ("get", "/admin/register/candidate/?q=%00", 400),
    ("get", "/woorden/task/?q=a%00b", 400),
    ("get", "/inloggen/?next=1000", 302),
    ("get", "/admin/login/?next=1000", 302),
    ("get", "/admin/r/1/1/", 302),
    ("get", "/admin/r/99999999999999999999/x/", 302),
]


@pytest.mark.parametrize(("method", "address", "status"), FOUND)
def test_what_gave_an_error_once_does_not(
    admin_client: Client, method: str, address: str, status: int
) -> None:
    assert getattr(admin_client, method)(address).status_code == status


def test_nul_in_a_form_is_refused_beside_its_field(admin_client: Client) -> None:
    profile = ProfileFactory(facts=[small_vocabulary()["task", "orderpicken"]])
    address = reverse("staff:profile", args=[profile.candidate.pk])
    for sent in ({"task": "a\0b"}, {"task_words": "\0"}, {"note": "\0"}):
        assert admin_client.post(address, sent).status_code in {200, 400}
    search = reverse("admin:register_candidate_changelist")
    assert admin_client.post(search, {"q": "\0"}).status_code == 302


def test_next_that_is_no_address_leads_to_the_work_list(admin_client: Client) -> None:
    profile = ProfileFactory()
    address = reverse("staff:confirm", args=[profile.candidate.pk])
    for after in ("1000", "2026-13-45", "staff:quality"):
        assert admin_client.post(address, {"next": after})["Location"] == "/"


def test_history_has_no_page_of_one_row(admin_client: Client) -> None:
    ProfileFactory()
    assert admin_client.get("/admin/register/profileevent/1/change/", {"_to_field": ""}).status_code == 302


def test_inline_of_facts_with_odd_rows_is_refused(admin_client: Client) -> None:
    profile = ProfileFactory(facts=[small_vocabulary()["task", "orderpicken"]])
    fact = profile.facts.get()
    address = reverse("admin:register_profile_change", args=[profile.pk])
    for row in (
        {"facts-0-id": "x"},
        {"facts-0-id": "0"},
        {"facts-0-concept": "\0"},
        {"facts-TOTAL_FORMS": "x"},
    ):
        sent = {
            "facts-TOTAL_FORMS": "1",
            "facts-INITIAL_FORMS": "1",
            "facts-0-id": str(fact.pk),
            "facts-0-profile": str(profile.pk),
            "facts-0-concept": str(fact.concept_id),
            **row,
        }
        assert admin_client.post(address, sent).status_code in {200, 302, 400}
