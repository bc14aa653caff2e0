"""Accounts as they come in by the pages: with a password, then a code of an app."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from profiles.staff.models import StaffUser
    from tests.profiles.accounts.visitor import Visitor


@pytest.fixture
def visitor() -> "Visitor":
    """A browser without an account, in Dutch."""
    from tests.profiles.accounts.visitor import Visitor

    return Visitor(headers={"accept-language": "nl"})


@pytest.fixture
def colleague() -> "StaffUser":
    """A case worker with a mail address and both steps."""
    from tests.profiles.accounts.visitor import with_both_steps

    return with_both_steps()


@pytest.fixture
def admin() -> "StaffUser":
    """A functional admin, who is no superuser."""
    from tests.factories.staff import StaffUserFactory

    return StaffUserFactory(role="admin", organisation=None, is_staff=True, email="beheer@register.example")


@pytest.fixture
def officer() -> "StaffUser":
    """A privacy officer."""
    from tests.factories.staff import StaffUserFactory

    return StaffUserFactory(
        role="privacy_officer", organisation=None, is_staff=True, email="privacy@register.example"
    )
