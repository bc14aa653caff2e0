"""The work list: everybody is on a list, what costs most comes first, and *klopt nog* can be undone."""

import datetime
from typing import Any

import pytest
from django.urls import reverse

from profiles.access.models import UseLog
from profiles.caseload.models import Assignment
from profiles.caseload.work import WORK_LISTS, count_lists, on_list
from profiles.register.models import Candidate, Organisation, Profile
from profiles.staff.models import StaffUser
from profiles.staff.pages import work_list
from tests.database import as_owner
from tests.factories.register import TODAY, CandidateFactory, MunicipalityFactory, ProfileFactory
from tests.factories.vocabulary import small_vocabulary
from tests.profiles.quality.demand import ask
from tests.profiles.staff.profile_page import text_of
from tests.profiles.staff.reader import Reader

State = Profile.State
pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
LONG_AGO = TODAY - datetime.timedelta(days=400)
SEVEN_MONTHS_AGO = TODAY - datetime.timedelta(days=213)


def page(client: Reader, query: str = "") -> str:
    return text_of(client.get(reverse("staff:work_list") + query))


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
        ("aanvullen", {"state": State.DRAFT}),
        ("concept", {"state": State.DRAFT}),
        ("vrijgeven", {"state": State.READY}),
        ("wachten", {"published": True}),
        ("gepauzeerd", {"state": State.PAUSED}),
        ("aan-het-werk", {"state": State.PLACED}),
        ("teruggetrokken", {"state": State.WITHDRAWN}),
        ("bewaartermijn", {"published": True, "confirmed_on": TODAY - datetime.timedelta(days=360)}),
    ],
)
def test_profile_is_on_its_list(
    client: Reader, organisation: Organisation, name: str, fields: dict[str, Any]
) -> None:
    profile = profile_of(organisation, **fields)
    assert profile.candidate.reference in page(client, f"?lijst={name}")


def test_complete_draft_is_on_the_list_of_drafts(client: Reader, organisation: Organisation) -> None:
    words = small_vocabulary()
    facts = [words["task", "orderpicken"], words["skill", "heftruck-rijden"], words["sector", "52"]]
    draft = profile_of(
        organisation, hours_min=8, hours_max=8, facts=[*facts, words["education", "mbo-1"]], state=State.DRAFT
    )
    assert draft.candidate.reference not in page(client, "?lijst=aanvullen")
    assert draft.candidate.reference in page(client, "?lijst=concept")


def test_everybody_of_the_organisation_is_on_a_list(organisation: Organisation) -> None:
    CandidateFactory(organisation=organisation)
    CandidateFactory(organisation=organisation, objected_on=TODAY)
    for state in State:
        basis = "consent" if state == State.PUBLISHED else ""
        for confirmed in (None, LONG_AGO, TODAY):
            profile_of(organisation, state=state, confirmed_on=confirmed, publication_basis=basis)
    everybody = Candidate.objects.all()
    listed = {who.pk for each in WORK_LISTS for who in on_list(everybody, each, on=TODAY)}
    assert listed == set(everybody.values_list("pk", flat=True))


def test_numbers_are_those_of_the_lists(organisation: Organisation) -> None:
    CandidateFactory.create_batch(2, organisation=organisation)
    fill(organisation, 3)
    everybody = Candidate.objects.all()
    assert count_lists(everybody, on=TODAY) == {
        each.name: on_list(everybody, each, on=TODAY).count() for each in WORK_LISTS
    }


def test_fresh_and_objecting_profiles_are_not_to_be_confirmed(
    client: Reader, organisation: Organisation
) -> None:
    fresh = profile_of(organisation, published=True, confirmed_on=TODAY)
    objecting = profile_of(
        organisation, state=State.WITHDRAWN, candidate__objected_on=TODAY, confirmed_on=LONG_AGO
    )
    shown = page(client, "?lijst=bevestigen")
    assert fresh.candidate.reference not in shown
    assert objecting.candidate.reference not in shown


def test_gap_that_costs_most_searches_comes_first(client: Reader, organisation: Organisation) -> None:
    words = small_vocabulary()
    wishes = [
        f"licence=B&task=orderpicken&hours={band}" for band in ("0-8", "8-16", "16-24", "24-32", "32-40")
    ]
    wishes += [f"task=orderpicken&transport={code}" for code in ("fiets", "ov")]
    wishes += [f"task={code}" for code in ("orderpicken", "inpakken-en-sorteren", "groen-onderhouden")]
    for each in wishes:
        ask(each, 20)
    picks = [words["task", "orderpicken"]]
    known = [words["licence", "B"], words["transport", "ov"], words["transport", "fiets"]]
    drives = profile_of(organisation, facts=[*picks, *known], hours_min=24, hours_max=32)
    unknown = profile_of(organisation, facts=picks)
    shown = page(client, "?lijst=aanvullen")
    assert shown.index(unknown.candidate.reference) < shown.index(drives.candidate.reference)
    assert "niet vastgelegd: mist" in shown


def test_row_tells_work_and_until_when_it_counts(client: Reader, organisation: Organisation) -> None:
    soon = TODAY - datetime.timedelta(days=175)
    facts = [small_vocabulary()["task", "orderpicken"]]
    profile_of(organisation, published=True, confirmed_on=soon, hours_min=16, hours_max=24, facts=facts)
    shown = page(client, "?lijst=bevestigen")
    assert "Orderpicken · 16–24 uur" in shown
    assert "Telt nog" in shown


def test_still_right_is_one_click_that_can_be_undone(client: Reader, organisation: Organisation) -> None:
    profile = profile_of(organisation, published=True, confirmed_on=SEVEN_MONTHS_AGO)
    address = reverse("staff:confirm", args=[profile.candidate.pk])
    response = client.post(address, {"next": "/?lijst=bevestigen#rij-1"}, follow=True)
    assert response.redirect_chain == [("/?lijst=bevestigen#rij-1", 302)]
    shown = text_of(response)
    assert "1 profiel bevestigd" in shown
    profile.refresh_from_db()
    assert profile.confirmed_on == TODAY
    assert "bevestigd" not in page(client, "?lijst=kennismaken").split("<main")[1].split("<nav")[0]
    token = shown.split('name="undo" value="')[1].split('"')[0]
    client.post(reverse("staff:undo"), {"undo": token})
    profile.refresh_from_db()
    assert profile.confirmed_on == SEVEN_MONTHS_AGO


def test_many_are_confirmed_and_undone_at_once(client: Reader, organisation: Organisation) -> None:
    profiles = [profile_of(organisation, published=True, confirmed_on=SEVEN_MONTHS_AGO) for _i in range(3)]
    chosen = [str(each.candidate_id) for each in profiles[:2]]
    response = client.post(reverse("staff:confirm_many"), {"wie": chosen}, follow=True)
    assert "2 profielen bevestigd" in text_of(response)
    confirmed = Profile.objects.filter(confirmed_on=TODAY)
    assert {each.candidate_id for each in confirmed} == {int(pk) for pk in chosen}
    token = text_of(response).split('name="undo" value="')[1].split('"')[0]
    assert "2 bevestigingen zijn ongedaan gemaakt" in text_of(
        client.post(reverse("staff:undo"), {"undo": token}, follow=True)
    )
    assert not Profile.objects.filter(confirmed_on=TODAY).exists()


def test_undo_of_another_account_does_nothing(client: Reader, organisation: Organisation) -> None:
    response = client.post(reverse("staff:undo"), {"undo": "verzonnen"}, follow=True)
    assert "Dit kan niet meer ongedaan worden gemaakt." in text_of(response)


def test_who_was_not_confirmed_for_a_year_must_be_opened(client: Reader, organisation: Organisation) -> None:
    profile = profile_of(organisation, published=True, confirmed_on=LONG_AGO)
    assert "Langer dan een jaar geleden: open eerst." in page(client, "?lijst=bevestigen")
    chosen = {"wie": [str(profile.candidate_id)]}
    response = client.post(reverse("staff:confirm_many"), chosen, follow=True)
    assert "Open het profiel eerst." in text_of(response)
    profile.refresh_from_db()
    assert profile.confirmed_on == LONG_AGO


def test_candidates_of_others_are_not_confirmed(client: Reader) -> None:
    strange = ProfileFactory(published=True, confirmed_on=SEVEN_MONTHS_AGO)
    client.post(reverse("staff:confirm_many"), {"wie": [str(strange.candidate_id)]})
    client.post(reverse("staff:assign"), {"wie": [str(strange.candidate_id)]})
    strange.refresh_from_db()
    assert strange.confirmed_on == SEVEN_MONTHS_AGO
    assert not Assignment.objects.exists()


def test_still_right_stays_on_this_site(client: Reader, organisation: Organisation) -> None:
    profile = profile_of(organisation, published=True)
    address = reverse("staff:confirm", args=[profile.candidate.pk])
    assert client.post(address, {"next": "https://elders.example/"})["Location"] == "/"


@pytest.mark.parametrize("name", ["confirm", "autosave"])
def test_address_of_a_form_leads_to_its_page_after_logging_in(
    client: Reader, candidate: Candidate, name: str
) -> None:
    response = client.get(reverse(f"staff:{name}", args=[candidate.pk]))
    assert response["Location"] == reverse("staff:profile", args=[candidate.pk])
    assert client.put(reverse(f"staff:{name}", args=[candidate.pk])).status_code == 405


@pytest.mark.parametrize("name", ["confirm_many", "undo", "assign", "find"])
def test_address_of_a_list_form_leads_to_a_list(client: Reader, name: str) -> None:
    assert client.get(reverse(f"staff:{name}"), follow=True).status_code == 200


def test_confirming_nothing_is_said_plainly(client: Reader, organisation: Organisation) -> None:
    candidate = CandidateFactory(organisation=organisation)
    response = client.post(reverse("staff:confirm", args=[candidate.pk]), follow=True)
    assert "nog geen profiel" in text_of(response)
    placed = profile_of(organisation, state=State.PLACED)
    response = client.post(reverse("staff:confirm", args=[placed.candidate.pk]), follow=True)
    assert "Er valt niets te bevestigen" in text_of(response)
    assert "Vink eerst aan wie nog klopt." in text_of(client.post(reverse("staff:confirm_many"), follow=True))


def test_own_candidates_come_by_themselves_and_all_by_asking(
    client: Reader, organisation: Organisation, case_worker: StaffUser
) -> None:
    mine, other = (profile_of(organisation, state=State.READY).candidate for _i in range(2))
    assert other.reference in page(client, "?lijst=vrijgeven")
    client.post(reverse("staff:assign"), {"wie": [str(mine.pk)]})
    assert Assignment.objects.get().worker == case_worker
    shown = page(client, "?lijst=vrijgeven")
    assert mine.reference in shown
    assert other.reference not in shown
    assert other.reference in page(client, "?lijst=vrijgeven&van=iedereen")
    client.post(reverse("staff:assign"), {"wie": [str(mine.pk)], "weg": "1"})
    assert not Assignment.objects.exists()


def test_list_is_narrowed_and_sorted_by_its_address(client: Reader, organisation: Organisation) -> None:
    first, last = (profile_of(organisation, state=State.READY).candidate for _i in range(2))
    shown = page(client, "?lijst=vrijgeven&sorteer=nieuw")
    assert shown.index(last.reference) < shown.index(first.reference)
    elsewhere = MunicipalityFactory(code="GM0889")
    Candidate.objects.filter(pk=last.pk).update(municipality=elsewhere)
    shown = page(client, "?lijst=vrijgeven&gemeente=GM0889")
    assert last.reference in shown
    assert first.reference not in shown


def test_lists_are_paged(client: Reader, organisation: Organisation, monkeypatch: Any) -> None:
    monkeypatch.setattr(work_list, "PER_PAGE", 2)
    fill(organisation, 3)
    for name in ("vrijgeven", "aanvullen"):
        first, second = page(client, f"?lijst={name}"), page(client, f"?lijst={name}&pagina=2")
        assert "Bladzijde 1 van" in first
        assert f"?lijst={name}&pagina=2" in first
        assert "Bladzijde 2 van" in second
        assert "Bladzijde 1 van" in page(client, f"?lijst={name}&pagina=x")


def test_number_of_queries_does_not_grow_with_the_lists(
    client: Reader, organisation: Organisation, django_assert_max_num_queries: Any
) -> None:
    for number in (1, 6):
        fill(organisation, number)
        for query in ("?lijst=bevestigen", "?lijst=aanvullen"):
            # Who asks and the log of use; the filter; the counts of all lists in one; a page of one list
            # with its facts; for the costs of gaps what employers asked, the words and the profiles.
            with django_assert_max_num_queries(38):
                page(client, query)


def test_list_of_names_is_logged(client: Reader, organisation: Organisation) -> None:
    fill(organisation, 1)
    page(client, "?lijst=vrijgeven")
    with as_owner():
        assert UseLog.objects.filter(action="list", people=1).exists()
