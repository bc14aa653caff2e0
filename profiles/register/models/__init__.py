from profiles.register.models.candidate import Candidate
from profiles.register.models.organisation import Desk, Organisation, RegisterTotal
from profiles.register.models.profile import Profile, ProfileFact

__all__ = ["Candidate", "Desk", "Organisation", "Profile", "ProfileFact", "RegisterTotal"]
