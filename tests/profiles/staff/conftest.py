"""Staff who are logged in.

Models are imported in the fixtures: pytest may read this file before Django is set up.
"""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from profiles.register.models import Candidate, Organisation
    from profiles.staff.models import StaffUser
    from tests.profiles.staff.reader import Reader


@pytest.fixture
def case_worker() -> "StaffUser":
    from tests.factories.staff import StaffUserFactory

    return StaffUserFactory()


@pytest.fixture
def organisation(case_worker: "StaffUser") -> "Organisation":
    assert case_worker.organisation
    return case_worker.organisation


@pytest.fixture
def candidate(organisation: "Organisation") -> "Candidate":
    from tests.factories.register import CandidateFactory

    return CandidateFactory(organisation=organisation)


@pytest.fixture
def client(case_worker: "StaffUser") -> "Reader":
    """The case worker at work."""
    from tests.profiles.staff.reader import logged_in

    return logged_in(case_worker)


@pytest.fixture
def admin_client() -> "Reader":
    """A functional admin at work."""
    from tests.factories.staff import StaffUserFactory
    from tests.profiles.staff.reader import logged_in

    return logged_in(StaffUserFactory(admin=True))
