import datetime
from typing import Any

import pytest
from django.urls import reverse

from profiles.access.models import UseLog
from profiles.register.models import Organisation, Profile
from profiles.staff.pages import work_list
from tests.factories.register import TODAY, CandidateFactory, ProfileFactory
from tests.factories.vocabulary import small_vocabulary
from tests.profiles.staff.reader import Reader

State = Profile.State
pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
LONG_AGO = TODAY - datetime.timedelta(days=400)


def page(client: Reader, query: str = "") -> str:
    return client.get(reverse("staff:work_list") + query).content.decode()


def profile_of(organisation: Organisation, **fields: Any) -> Profile:
    return ProfileFactory(candidate__organisation=organisation, **fields)


def fill(organisation: Organisation, number: int) -> None:
    words = small_vocabulary()
    facts = [words["task", "orderpicken"], words["skill", "heftruck-rijden"]]
    for state in (State.READY, State.WITHDRAWN):
        ProfileFactory.create_batch(number, candidate__organisation=organisation, state=state, facts=facts)
    ProfileFactory.create_batch(
        number, candidate__organisation=organisation, published=True, confirmed_on=LONG_AGO, facts=facts
    )


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("bevestigen", {"published": True, "confirmed_on": LONG_AGO}),
        ("bevestigen", {"published": True, "confirmed_on": TODAY - datetime.timedelta(days=170)}),
        ("aanvullen", {"published": True, "confirmed_on": TODAY}),
        ("vrijgeven", {"state": State.READY}),
        ("teruggetrokken", {"state": State.WITHDRAWN}),
    ],
)
def test_profile_stands_on_its_list(
    client: Reader, organisation: Organisation, name: str, fields: dict[str, Any]
) -> None:
    profile = profile_of(organisation, **fields)
    assert profile.candidate.reference in page(client, f"?lijst={name}")


def test_fresh_and_objecting_profiles_are_not_to_be_confirmed(
    client: Reader, organisation: Organisation
) -> None:
    fresh = profile_of(organisation, published=True, confirmed_on=TODAY)
    objecting = profile_of(organisation, state=State.WITHDRAWN, objected_on=TODAY, confirmed_on=LONG_AGO)
    shown = page(client, "?lijst=bevestigen")
    assert fresh.candidate.reference not in shown
    assert objecting.candidate.reference not in shown


def test_list_says_which_gaps_there_are(client: Reader, organisation: Organisation) -> None:
    words = small_vocabulary()
    facts = [words["task", "orderpicken"], words["skill", "heftruck-rijden"], words["sector", "52"]]
    profile_of(organisation, hours_min=8, hours_max=16, facts=facts)
    assert "mist: Opleidingsniveau</span>" in page(client, "?lijst=aanvullen")


def test_row_tells_work_and_when_it_pauses(client: Reader, organisation: Organisation) -> None:
    soon = TODAY - datetime.timedelta(days=175)
    facts = [small_vocabulary()["task", "orderpicken"]]
    profile_of(organisation, published=True, confirmed_on=soon, hours_min=16, hours_max=24, facts=facts)
    shown = page(client, "?lijst=bevestigen")
    assert "Orderpicken · 16–24 uur" in shown
    assert "Telt nog" in shown


def test_still_right_is_one_click(client: Reader, organisation: Organisation) -> None:
    profile = profile_of(organisation, published=True, confirmed_on=LONG_AGO)
    address = reverse("staff:confirm", args=[profile.candidate.pk])
    response = client.post(address, {"next": "/?lijst=bevestigen"}, follow=True)
    assert response.redirect_chain == [("/?lijst=bevestigen", 302)]
    assert "dit profiel klopt nog" in response.content.decode()
    profile.refresh_from_db()
    assert profile.confirmed_on == TODAY
    assert profile.candidate.reference not in page(client, "?lijst=bevestigen")


def test_still_right_stays_on_this_site(client: Reader, organisation: Organisation) -> None:
    profile = profile_of(organisation, published=True)
    address = reverse("staff:confirm", args=[profile.candidate.pk])
    assert client.post(address, {"next": "https://elders.example/"})["Location"] == "/"
    assert client.get(address).status_code == 405


def test_confirming_nothing_is_said_plainly(client: Reader, organisation: Organisation) -> None:
    candidate = CandidateFactory(organisation=organisation)
    response = client.post(reverse("staff:confirm", args=[candidate.pk]), follow=True)
    assert "nog geen profiel" in response.content.decode()
    placed = profile_of(organisation, state=State.PLACED)
    response = client.post(reverse("staff:confirm", args=[placed.candidate.pk]), follow=True)
    assert "Er valt niets te bevestigen" in response.content.decode()


def test_lists_are_paged(client: Reader, organisation: Organisation, monkeypatch: Any) -> None:
    monkeypatch.setattr(work_list, "PER_PAGE", 2)
    fill(organisation, 3)
    first, second = page(client, "?lijst=vrijgeven"), page(client, "?lijst=vrijgeven&pagina=2")
    assert "Bladzijde 1 van 2" in first
    assert "?lijst=vrijgeven&amp;pagina=2" in first
    assert "Bladzijde 2 van 2" in second
    assert "Bladzijde 1 van 2" in page(client, "?lijst=vrijgeven&pagina=x")
    assert "Bladzijde 2 van 2" in page(client, "?lijst=vrijgeven&pagina=99")


def test_number_of_queries_does_not_grow_with_the_lists(
    client: Reader, organisation: Organisation, django_assert_num_queries: Any
) -> None:
    # Session, user, organisation and permissions of the user, savepoint; two totals;
    # and for each of four lists: count, rows, facts.
    for number in (1, 6):
        fill(organisation, number)
        for query in ("", "?lijst=bevestigen"):
            with django_assert_num_queries(22):
                page(client, query)


def test_people_on_the_work_list_are_in_the_log(client: Reader, organisation: Organisation) -> None:
    fill(organisation, 1)
    page(client)
    assert UseLog.objects.get().action == "list"
