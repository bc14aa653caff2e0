"""What is missing in a profile that employers search by."""

from collections.abc import Collection

from profiles.register.models import Profile
from profiles.register.models.profile import WANTED_ATTRIBUTES

HOURS = "hours"
WANTED = (HOURS, *WANTED_ATTRIBUTES)


def gaps(profile: Profile) -> tuple[str, ...]:
    """Wanted attributes that are neither recorded nor said not to apply, in the order of the table.

    Reads `profile.facts` with their concepts: prefetch them for a list.
    """
    recorded = {fact.concept.attribute for fact in profile.facts.all()}
    return tuple(name for name in WANTED if _is_missing(profile, name, recorded))


def _is_missing(profile: Profile, name: str, recorded: Collection[str]) -> bool:
    if name == HOURS:
        return profile.hours_min is None
    return name not in recorded and name not in profile.not_applicable
