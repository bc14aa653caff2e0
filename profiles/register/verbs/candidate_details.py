"""Identifying details as they were typed, before they are kept."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from profiles.register.bsn import holds_bsn
from profiles.register.models import Candidate
from profiles.vocabulary.models import Concept

TEXTS = ("reference", "given_name", "family_name", "email", "phone")


class DetailsRefused(Exception):
    """A field cannot be kept as it is; `field` names it and the message is for the user that typed it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, kw_only=True)
class CandidateDetails:
    """The identifying fields of a candidate, and where the person lives. Only the reference is required."""

    reference: str
    given_name: str = ""
    family_name: str = ""
    email: str = ""
    phone: str = ""
    municipality: Concept | None = None
    reference_is_client_number: bool = False
    """A user looked: the reference passes the test of a BSN by chance, as one in eleven numbers does."""

    def apply_to(self, candidate: Candidate) -> None:
        """Set the fields on a candidate without saving it; raises `DetailsRefused`."""
        for name in TEXTS:
            text = getattr(self, name).strip()
            if holds_bsn(text) and not (name == "reference" and self.reference_is_client_number):
                raise DetailsRefused(name, bsn_message())
            setattr(candidate, name, text)
        candidate.municipality = self.municipality
        if not candidate.reference:
            raise DetailsRefused("reference", _("Vul het kenmerk in waaronder u deze kandidaat kent."))


def bsn_message() -> str:
    """Why a text with a BSN is refused, and what to do."""
    return _("Hier staat een nummer dat een BSN kan zijn. Haal het weg: wij bewaren geen BSN.")
