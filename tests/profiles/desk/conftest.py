"""A desk with an adviser, and a request of an employer that became a case.

Models are imported in the fixtures: pytest may read this file before Django is set up.
"""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from explorer.contact.models import ContactRequest
    from profiles.desk.models import Case
    from profiles.register.models import Desk, Organisation, Profile
    from profiles.staff.models import StaffUser


@pytest.fixture
def organisation(db: None) -> "Organisation":
    from tests.factories.register import OrganisationFactory
    from tests.factories.vocabulary import small_vocabulary

    small_vocabulary()
    return OrganisationFactory(name="Gemeente Venlo")


@pytest.fixture
def desk(organisation: "Organisation") -> "Desk":
    """The desk of the region, shown outside."""
    from profiles.desk.publish_desks import publish_desks
    from tests.factories.register import DeskFactory
    from tests.factories.requests import NOW

    made = DeskFactory(code="noord", name="Werkgeversservicepunt", region=organisation.region)
    publish_desks(at=NOW)
    return made


@pytest.fixture
def adviser(organisation: "Organisation") -> "StaffUser":
    from tests.factories.staff import StaffUserFactory

    return StaffUserFactory(
        adviser=True, organisation=organisation, email="adviseur@example.org", first_name="Marloes"
    )


@pytest.fixture
def request_of_employer(desk: "Desk") -> "ContactRequest":
    from tests.factories.requests import make_request

    return make_request()


@pytest.fixture
def case(request_of_employer: "ContactRequest") -> "Case":
    from profiles.desk.fetch_requests import fetch_requests
    from profiles.desk.models import Case
    from tests.factories.requests import NOW

    fetch_requests(at=NOW)
    return Case.objects.get(number=request_of_employer.number)


@pytest.fixture
def order_picker(organisation: "Organisation") -> "Profile":
    """Thijs, who can do what is asked for."""
    from tests.factories.register import CandidateFactory, ProfileFactory
    from tests.factories.vocabulary import small_vocabulary

    words = small_vocabulary()
    candidate = CandidateFactory(
        organisation=organisation, given_name="Thijs", family_name="Hendriks", phone="0612345678"
    )
    facts = [words["task", "orderpicken"], words["licence", "B"]]
    return ProfileFactory(candidate=candidate, published=True, facts=facts, hours_min=24, hours_max=28)
