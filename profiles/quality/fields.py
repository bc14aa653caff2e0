"""The fields that employers search by: those that a release counts."""

from profiles.publication.catalogue import RELEASED_ATTRIBUTES

FIELDS = tuple(attribute.name for attribute in RELEASED_ATTRIBUTES)
PLACE, HOURS, AVAILABILITY = "place", "hours", "availability"
# These are a column, seen from the candidate; all others are facts of the profile.
COLUMNS = {HOURS: "profile__hours_min", AVAILABILITY: "profile__available_from", PLACE: "municipality"}
