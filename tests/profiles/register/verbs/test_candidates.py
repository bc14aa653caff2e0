import pytest

from profiles.register.models import Candidate
from profiles.register.verbs.candidate_details import CandidateDetails, DetailsRefused
from profiles.register.verbs.create_candidate import ReferenceTaken, create_candidate
from profiles.register.verbs.edit_candidate import CandidateOvertaken, edit_candidate
from tests.factories.register import CandidateFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
BSN = "111222333"


def test_candidate_needs_a_reference_only() -> None:
    organisation = OrganisationFactory()
    candidate = create_candidate(organisation=organisation, details=CandidateDetails(reference=" VL-1 "))
    assert Candidate.objects.with_reference("vl-1").get() == candidate
    assert candidate.reference == "VL-1"
    with pytest.raises(DetailsRefused, match="kenmerk"):
        create_candidate(organisation=organisation, details=CandidateDetails(reference="  "))


@pytest.mark.parametrize("field", ["reference", "given_name", "family_name", "email", "phone"])
def test_bsn_is_refused_in_every_text(field: str) -> None:
    details = CandidateDetails(**{"reference": "VL-1", field: f"x {BSN}"})
    with pytest.raises(DetailsRefused, match="BSN") as refusal:
        create_candidate(organisation=OrganisationFactory(), details=details)
    assert refusal.value.field == field
    assert not Candidate.objects.exists()


def test_reference_is_used_once_per_organisation() -> None:
    candidate = CandidateFactory(reference="VL-1")
    with pytest.raises(ReferenceTaken):
        create_candidate(organisation=candidate.organisation, details=CandidateDetails(reference="vl-1"))
    create_candidate(organisation=OrganisationFactory(), details=CandidateDetails(reference="vl-1"))


def test_edit_changes_details_and_index() -> None:
    candidate = CandidateFactory(reference="VL-1", family_name="Jansen")
    details = CandidateDetails(reference="VL-2", family_name="Pietersen", municipality=candidate.municipality)
    edit_candidate(candidate=candidate, details=details)
    assert Candidate.objects.with_reference("VL-2").get() == Candidate.objects.named("Pietersen").get()


def test_edit_onto_a_used_reference_is_refused() -> None:
    one = CandidateFactory(reference="VL-1")
    other = CandidateFactory(reference="VL-2", organisation=one.organisation)
    with pytest.raises(ReferenceTaken):
        edit_candidate(candidate=other, details=CandidateDetails(reference="VL-1"))
    assert Candidate.objects.get(pk=other.pk).reference == "VL-2"


def test_edit_of_what_a_colleague_changed_is_refused() -> None:
    candidate = CandidateFactory(phone="1")
    Candidate.objects.filter(pk=candidate.pk).update(phone="2")
    details = CandidateDetails(reference=candidate.reference, phone="3")
    with pytest.raises(CandidateOvertaken) as overtaken:
        edit_candidate(candidate=candidate, details=details, seen={"phone": "1"})
    assert overtaken.value.current.phone == "2"
    assert edit_candidate(candidate=candidate, details=details, seen={"phone": "2"}).phone == "3"
