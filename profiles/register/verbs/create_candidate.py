from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from profiles.register.models import Candidate, Organisation
from profiles.register.verbs.candidate_details import CandidateDetails, DetailsRefused


class ReferenceTaken(DetailsRefused):
    """The organisation already knows a candidate under this reference."""

    def __init__(self) -> None:
        super().__init__("reference", _("Uw organisatie kent al een kandidaat met dit kenmerk."))


def create_candidate(*, organisation: Organisation, details: CandidateDetails) -> Candidate:
    """Register a person with an organisation. Raises `DetailsRefused`, of which `ReferenceTaken` is one."""
    candidate = Candidate(organisation=organisation)
    details.apply_to(candidate)
    save_under_own_reference(candidate)
    return candidate


def save_under_own_reference(candidate: Candidate) -> None:
    """Save, and leave it to the database to say that a reference is in use: it alone sees two at once."""
    try:
        # A savepoint: after an error the transaction around it could do nothing more.
        with transaction.atomic():
            candidate.save()
    except IntegrityError as error:
        if "candidate_reference_once" in str(error):
            raise ReferenceTaken from error
        raise
