"""A register of a few people and a policy that fits them."""

import datetime

from profiles.publication.models import Policy, Publication
from profiles.publication.publish_release import publish_release
from profiles.register.models import Profile
from tests.factories.register import TODAY, OrganisationFactory, ProfileFactory
from tests.factories.vocabulary import small_vocabulary

# So many people fall below five by what is left out once in more tests than anybody runs.
ENOUGH = 12


def crowd(number: int, *facts: tuple[str, str], place: str = "GM0983", **fields: object) -> list[Profile]:
    """Make a number of published profiles that live in one place and have the same facts."""
    words = small_vocabulary()
    return ProfileFactory.create_batch(
        number,
        published=True,
        candidate__organisation=OrganisationFactory(),
        candidate__municipality=words["place", place],
        facts=[words[fact] for fact in facts],
        **fields,
    )


def small_policy() -> Policy:
    """The lowest k there is, and hardly any waiting for a next release."""
    rules = {"k": 5, "sampling_rate": 0.01, "least_days": 1, "least_changed": 0.0}
    return Policy.objects.get_or_create(name="klein", defaults=rules)[0]


def publish(*, days: int = 0, on: datetime.date = TODAY, by: str = "beheerder") -> Publication:
    """Publish by the small policy, so many days on."""
    return publish_release(on=on + datetime.timedelta(days=days), policy=small_policy(), by=by)
