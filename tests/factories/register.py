"""People, their profiles and who is responsible for them, for tests of the inside."""

import datetime

import factory

from profiles.register.models import Candidate, Desk, Organisation, Profile, ProfileFact
from profiles.vocabulary.models import Concept
from tests.factories.vocabulary import ConceptFactory

TODAY = datetime.date(2026, 11, 23)


class RegionFactory(ConceptFactory):
    attribute = "place"
    code = "AM31"


class MunicipalityFactory(ConceptFactory):
    attribute = "place"
    code = "GM0983"
    parent = factory.SubFactory(RegionFactory)


class DeskFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Desk

    code = factory.Sequence(lambda n: f"loket-{n}")
    name = factory.Sequence(lambda n: f"Loket {n}")
    phone = "077 000 00 00"
    email = factory.Sequence(lambda n: f"loket-{n}@example.org")
    region = factory.SubFactory(RegionFactory)


class OrganisationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Gemeente {n}")
    kind = Organisation.Kind.MUNICIPALITY
    region = factory.SubFactory(RegionFactory)


class CandidateFactory(factory.django.DjangoModelFactory):
    """Somebody with a reference only, as in the demo."""

    class Meta:
        model = Candidate

    organisation = factory.SubFactory(OrganisationFactory)
    municipality = factory.SubFactory(MunicipalityFactory)
    reference = factory.Sequence(lambda n: f"NL-{n:06d}")


class ProfileFactory(factory.django.DjangoModelFactory):
    """A draft. `published=True` makes it publishable on TODAY; `facts=[concept, …]` are what it holds."""

    class Meta:
        model = Profile
        skip_postgeneration_save = True

    class Params:
        published = factory.Trait(
            state=Profile.State.PUBLISHED,
            publication_basis=Profile.Basis.CONSENT,
            basis_recorded_on=TODAY,
            confirmed_on=TODAY,
        )

    candidate = factory.SubFactory(CandidateFactory)

    @factory.post_generation
    def facts(self: Profile, create: bool, extracted: list[Concept] | None, **kwargs: object) -> None:
        if create and extracted:
            ProfileFact.objects.bulk_create(
                ProfileFact(profile=self, concept=concept) for concept in extracted
            )
