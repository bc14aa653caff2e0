from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from profiles.register.models import Candidate
from profiles.register.verbs.candidate_details import CandidateDetails
from profiles.register.verbs.create_candidate import save_under_own_reference


class CandidateOvertaken(Exception):
    """A colleague changed the candidate since the form was opened; `current` is how it is now."""

    def __init__(self, current: Candidate) -> None:
        super().__init__(_("Een collega heeft deze gegevens intussen gewijzigd."))
        self.current = current


def edit_candidate(
    *, candidate: Candidate, details: CandidateDetails, seen: Mapping[str, object] | None = None
) -> Candidate:
    """Change the identifying details. `seen` has values as the editor saw them.

    Raises `CandidateOvertaken` when one of those is no longer so, and `DetailsRefused`.
    """
    with transaction.atomic():
        current = Candidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)
        if any(getattr(current, name) != value for name, value in (seen or {}).items()):
            raise CandidateOvertaken(current)
        # A reference that was kept before is not judged again.
        if details.reference.strip() == current.reference:
            details = replace(details, reference_is_client_number=True)
        details.apply_to(current)
        save_under_own_reference(current)
    return current
