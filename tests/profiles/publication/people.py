"""A register of a few people and a policy that fits them."""

from profiles.publication.models import Policy
from profiles.register.models import Profile
from tests.factories.register import OrganisationFactory, ProfileFactory
from tests.factories.vocabulary import small_vocabulary


def crowd(number: int, *facts: tuple[str, str], place: str = "GM0983", **fields: object) -> list[Profile]:
    """Make a number of published profiles that live in one place and hold the same facts."""
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
    """Three people are enough to share a fact, five to be a class."""
    return Policy.objects.get_or_create(name="klein", defaults={"k": 3, "m": 1, "floor": 5})[0]
