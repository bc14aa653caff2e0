from typing import Any

import pytest
from django.urls import reverse

from profiles.access.models import UseLog
from profiles.register.models import Candidate, Organisation, Profile
from profiles.staff.pages import candidates as candidates_page
from tests.database import as_owner
from tests.factories.register import (
    CandidateFactory,
    MunicipalityFactory,
    OrganisationFactory,
    ProfileFactory,
)
from tests.factories.vocabulary import small_vocabulary
from tests.profiles.staff.reader import Reader

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])
BSN = "111222333"


def list_of(client: Reader, query: str = "") -> str:
    return client.get(reverse("staff:candidates") + query).content.decode()


def find(client: Reader, who: str) -> str:
    return client.post(reverse("staff:find"), {"wie": who}, follow=True).content.decode()


@pytest.mark.parametrize(
    "who", ["vl-77", " VL-77 ", "de gróót", "groot", "De Groot", "kim groot", "grote", "77077"]
)
def test_the_only_one_who_may_be_meant_is_opened(
    client: Reader, organisation: Organisation, who: str
) -> None:
    meant = CandidateFactory(
        organisation=organisation, reference="VL-77077", given_name="Kim", family_name="De Groot"
    )
    CandidateFactory(organisation=organisation, reference="VL-78", family_name="Jansen")
    if who.strip().lower() == "vl-77":
        meant.reference = "VL-77"
        meant.save()
    if who == "grote":
        meant.family_name = "Groote"
        meant.save()
    response = client.post(reverse("staff:find"), {"wie": who})
    assert response["Location"] == reverse("staff:profile", args=[meant.pk])


def test_several_who_may_be_meant_are_listed_by_an_address_without_a_name(
    client: Reader, organisation: Organisation
) -> None:
    for given in ("Kim", "Jan"):
        CandidateFactory(organisation=organisation, given_name=given, family_name="Achternaam")
    response = client.post(reverse("staff:find"), {"wie": "achternaam"})
    assert response.status_code == 302
    assert "achternaam" not in response["Location"].casefold()
    page = client.get(response["Location"]).content.decode()
    assert "2 kandidaten" in page
    assert "Kim Achternaam" in page and "Jan Achternaam" in page
    assert 'value="achternaam"' in page


def test_address_of_a_search_that_is_not_ours_finds_nobody(client: Reader, candidate: Candidate) -> None:
    assert "Deze zoekvraag is verlopen" in list_of(client, "?wie=verzonnen")


def test_link_of_a_case_system_opens_the_person(client: Reader, organisation: Organisation) -> None:
    meant = CandidateFactory(organisation=organisation, reference="WZ 700123")
    response = client.get(reverse("staff:candidates") + "?kenmerk=wz+700123")
    assert response["Location"] == reverse("staff:profile", args=[meant.pk])
    CandidateFactory(reference="VREEMD-1")
    response = client.get(reverse("staff:candidates") + "?kenmerk=VREEMD-1", follow=True)
    assert "Geen kandidaat met dit kenmerk" in response.content.decode()


def test_link_of_a_case_system_waits_for_the_log_in(candidate: Candidate) -> None:
    response = Reader().get(reverse("staff:candidates") + f"?kenmerk={candidate.reference}")
    assert "kenmerk" in response["Location"]


def test_search_is_in_the_header_of_every_page(client: Reader, candidate: Candidate) -> None:
    for name in ("work_list", "candidates", "new_candidate"):
        assert 'id="zoek-kandidaat"' in client.get(reverse(f"staff:{name}")).content.decode()


def test_client_number_that_looks_like_a_bsn_finds_its_person(
    client: Reader, organisation: Organisation
) -> None:
    meant = CandidateFactory(organisation=organisation, reference=BSN)
    response = client.post(reverse("staff:find"), {"wie": BSN})
    assert response["Location"] == reverse("staff:profile", args=[meant.pk])


def test_client_number_that_looks_like_a_bsn_can_be_registered(client: Reader) -> None:
    page = client.post(reverse("staff:new_candidate"), {"reference": BSN}).content.decode()
    assert "Dit nummer kan een BSN zijn" in page
    assert not Candidate.objects.exists()
    client.post(reverse("staff:new_candidate"), {"reference": BSN, "client_number": "on"})
    assert Candidate.objects.get().reference == BSN


def test_who_was_found_is_in_the_log_of_use(client: Reader, organisation: Organisation) -> None:
    CandidateFactory.create_batch(2, organisation=organisation, family_name="Tweeling")
    find(client, "tweeling")
    with as_owner():
        assert UseLog.objects.filter(action="search", people=2).exists()


def test_candidate_of_another_organisation_is_not_found(client: Reader) -> None:
    CandidateFactory(reference="VREEMD-1", family_name="Vreemd")
    assert "Niemand gevonden" in find(client, "VREEMD-1")
    assert "Niemand gevonden" in find(client, "Vreemd")


def test_empty_search_is_an_error_at_the_field(client: Reader) -> None:
    page = find(client, " ")
    assert "Vul een naam of een kenmerk in." in page
    assert 'aria-invalid="true"' in page


def test_bsn_is_not_even_looked_for(client: Reader) -> None:
    assert "kan zijn. Haal het weg" in find(client, BSN)


def test_list_is_narrowed_by_state(client: Reader, organisation: Organisation) -> None:
    ready = ProfileFactory(candidate__organisation=organisation, state=Profile.State.READY).candidate
    without = CandidateFactory(organisation=organisation)
    assert ready.reference in list_of(client, "?toestand=ready")
    assert without.reference not in list_of(client, "?toestand=ready")
    assert without.reference in list_of(client, "?toestand=geen")
    assert ready.reference not in list_of(client, "?toestand=geen")


def test_list_is_narrowed_by_gap(client: Reader, organisation: Organisation) -> None:
    word = small_vocabulary()["task", "orderpicken"]
    has = ProfileFactory(candidate__organisation=organisation, facts=[word]).candidate
    lacks = ProfileFactory(candidate__organisation=organisation, hours_min=8, hours_max=8).candidate
    told = ProfileFactory(candidate__organisation=organisation, not_applicable=["task"]).candidate
    page = list_of(client, "?mist=task")
    assert [who.reference in page for who in (has, lacks, told)] == [False, True, False]
    page = list_of(client, "?mist=hours")
    assert [who.reference in page for who in (has, lacks, told)] == [True, False, True]


def test_unknown_choice_is_named_and_narrows_nothing(client: Reader, candidate: Candidate) -> None:
    page = list_of(client, "?toestand=zweeft")
    assert "zweeft" in page
    assert candidate.reference in page


def test_list_is_paged_and_keeps_its_choice(
    client: Reader, organisation: Organisation, monkeypatch: Any
) -> None:
    monkeypatch.setattr(candidates_page, "PER_PAGE", 2)
    CandidateFactory.create_batch(3, organisation=organisation)
    page = list_of(client, "?toestand=geen")
    assert "Bladzijde 1 van 2" in page
    assert "?toestand=geen&amp;pagina=2" in page


def test_number_of_queries_does_not_grow_with_the_list(
    client: Reader, organisation: Organisation, django_assert_max_num_queries: Any
) -> None:
    facts = [small_vocabulary()["task", "orderpicken"]]
    ProfileFactory.create_batch(8, candidate__organisation=organisation, facts=facts)
    # Who asks and the log of use; count, candidates, facts, places.
    with django_assert_max_num_queries(24):
        list_of(client)


def test_new_candidate_belongs_to_the_own_organisation(client: Reader, organisation: Organisation) -> None:
    place = MunicipalityFactory()
    data = {"reference": "VL-9", "municipality": place.pk, "organisation": OrganisationFactory().pk}
    response = client.post(reverse("staff:new_candidate"), data)
    candidate = Candidate.objects.get()
    assert response["Location"] == reverse("staff:profile", args=[candidate.pk])
    assert (candidate.reference, candidate.municipality) == ("VL-9", place)
    assert candidate.organisation == organisation
    assert not Profile.objects.exists()


def test_admin_says_who_is_responsible(admin_client: Reader) -> None:
    assert "Kies een organisatie" in admin_client.get(reverse("staff:new_candidate")).content.decode()
    assert admin_client.post(reverse("staff:new_candidate"), {"reference": "VL-9"}).status_code == 200
    organisation = OrganisationFactory()
    admin_client.post(reverse("staff:new_candidate"), {"reference": "VL-9", "organisation": organisation.pk})
    assert Candidate.objects.get().organisation == organisation


@pytest.mark.parametrize("field", ["given_name", "family_name", "phone"])
def test_bsn_is_refused_at_its_field_and_nothing_is_lost(client: Reader, field: str) -> None:
    typed = {"reference": "VL-9", "given_name": "Kim", "phone": "077-1234567", field: BSN}
    page = client.post(reverse("staff:new_candidate"), typed).content.decode()
    assert f'id="id_{field}_error"' in page
    assert "wij bewaren geen BSN" in page
    assert all(f'value="{value}"' in page for value in typed.values())
    assert not Candidate.objects.exists()


def test_used_reference_is_an_error_at_the_field(client: Reader, candidate: Candidate) -> None:
    page = client.post(reverse("staff:new_candidate"), {"reference": candidate.reference}).content.decode()
    assert "kent al een kandidaat met dit kenmerk" in page
    assert 'id="id_reference_error"' in page


def test_own_region_is_offered_first(client: Reader, organisation: Organisation) -> None:
    words = small_vocabulary()
    far = MunicipalityFactory(code="GM9999", label_nl="Aalsmeer", parent__code="AM00", parent__label_nl="Aa")
    page = client.get(reverse("staff:new_candidate")).content.decode()
    assert page.index(words["place", "GM0983"].label) < page.index(far.label)
