"""A change of region or desk is asked about with numbers before it is saved."""

import pytest
from django.urls import reverse

from profiles.register.models import Organisation
from tests.factories.register import (
    CandidateFactory,
    MunicipalityFactory,
    OrganisationFactory,
    ProfileFactory,
    RegionFactory,
)
from tests.factories.staff import StaffUserFactory
from tests.profiles.staff.forms import fields_of
from tests.profiles.staff.reader import Reader

pytestmark = pytest.mark.django_db(databases=["default", "explorer"])


def address(organisation: Organisation) -> str:
    return reverse("admin:register_organisation_change", args=[organisation.pk])


def test_new_region_is_asked_with_who_sees_whom(admin_client: Reader) -> None:
    organisation, far = OrganisationFactory(), RegionFactory(code="AM99")
    ProfileFactory(candidate__organisation=organisation, published=True)
    CandidateFactory(organisation=organisation)
    StaffUserFactory(adviser=True, organisation=OrganisationFactory(region=organisation.region))
    form = fields_of(admin_client.get(address(organisation)).content.decode(), "organisation_form")
    page = admin_client.post(address(organisation), {**form, "region": str(far.pk)}).content.decode()
    assert "2 kandidaten, van wie 1 vrijgegeven" in page
    assert "1 adviseurs" in page and "zien deze kandidaten niet meer" in page
    organisation.refresh_from_db()
    assert organisation.region != far
    admin_client.post(address(organisation), {**form, "region": str(far.pk), "_sure": "1"})
    organisation.refresh_from_db()
    assert organisation.region == far


def test_new_name_is_saved_at_once(admin_client: Reader) -> None:
    organisation = OrganisationFactory()
    form = fields_of(admin_client.get(address(organisation)).content.decode(), "organisation_form")
    assert admin_client.post(address(organisation), {**form, "name": "Gemeente Elders"}).status_code == 302
    organisation.refresh_from_db()
    assert organisation.name == "Gemeente Elders"


def test_organisation_with_people_stays(admin_client: Reader) -> None:
    organisation = CandidateFactory().organisation
    delete = reverse("admin:register_organisation_delete", args=[organisation.pk])
    assert admin_client.post(delete, {"post": "yes"}).status_code == 403


def test_municipality_that_moves_says_who_uses_it(admin_client: Reader) -> None:
    place, far = MunicipalityFactory(), RegionFactory(code="AM99")
    CandidateFactory(municipality=place)
    change = reverse("admin:vocabulary_concept_change", args=[place.pk])
    form = fields_of(admin_client.get(change).content.decode(), "concept_form")
    page = admin_client.post(change, {**form, "parent": str(far.pk)}).content.decode()
    assert "1 × kandidaten gebruiken dit begrip" in page
    place.refresh_from_db()
    assert place.parent != far
