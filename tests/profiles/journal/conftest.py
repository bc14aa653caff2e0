"""A request of an employer that became a case. Models are imported in the fixture, after Django is set up."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from profiles.desk.models import Case


@pytest.fixture
def case(db: None) -> "Case":
    from profiles.desk.fetch_requests import fetch_requests
    from profiles.desk.models import Case
    from profiles.desk.publish_desks import publish_desks
    from tests.factories.register import DeskFactory, OrganisationFactory
    from tests.factories.requests import NOW, make_request
    from tests.factories.vocabulary import small_vocabulary

    small_vocabulary()
    DeskFactory(code="noord", region=OrganisationFactory().region)
    publish_desks(at=NOW)
    request = make_request()
    fetch_requests(at=NOW)
    return Case.objects.get(number=request.number)
