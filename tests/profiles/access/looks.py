"""What the log of use says of somebody, for tests."""

from profiles.access.models import UseLog
from profiles.access.pseudonyms import of_account, of_person
from profiles.register.models import Candidate
from profiles.staff.models import StaffUser


def uses_of(candidate: Candidate) -> list[UseLog]:
    """The uses that were about a person, newest first."""
    return list(UseLog.objects.filter(subjects__subject=of_person(candidate)))


def saw(user: StaffUser, candidate: Candidate) -> bool:
    """Whether the log says that this account used the data of this person."""
    return any(use.actor == of_account(user) for use in uses_of(candidate))
