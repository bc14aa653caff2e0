"""Accounts of staff, for tests of the inside."""

import factory

from profiles.staff.models import StaffUser
from tests.factories.register import OrganisationFactory

PASSWORD = "correct-paard-batterij"


class StaffUserFactory(factory.django.DjangoModelFactory):
    """A case worker of an organisation of its own, unless another role or organisation is given."""

    class Meta:
        model = StaffUser
        skip_postgeneration_save = True

    class Params:
        adviser = factory.Trait(role=StaffUser.Role.DESK_ADVISER)
        admin = factory.Trait(role=StaffUser.Role.ADMIN, organisation=None, is_staff=True, is_superuser=True)

    username = factory.Sequence(lambda n: f"medewerker-{n}")
    password = factory.django.Password(PASSWORD)
    role = StaffUser.Role.CASE_WORKER
    organisation = factory.SubFactory(OrganisationFactory)
