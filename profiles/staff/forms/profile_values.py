"""A stored profile as the fields of the form hold it: name -> texts."""

import datetime
from collections import defaultdict

from django.http import QueryDict

from explorer.release.models import NOT_APPLICABLE, NOT_RECORDED
from profiles.register.models import Profile
from profiles.vocabulary.attributes import BY_NAME, CHOSEN
from profiles.vocabulary.day_parts import rather_not_parts

CONCEPTS = tuple(attribute.name for attribute in CHOSEN)
SINGLES = ("hours_min", "hours_max", "available_from", "publication_basis", "basis_recorded_on", "note")
RATHER_NOT = "rather_not"


def values_of(profile: Profile | None) -> dict[str, list[str]]:
    """The values; of a candidate without a profile, those of an empty form."""
    values = {name: [_text(getattr(profile, name, None))] for name in SINGLES}
    values |= {name: [] for name in (*CONCEPTS, RATHER_NOT)}
    if profile is None:
        return values
    held = defaultdict(list)
    for attribute, code in profile.facts.values_list("concept__attribute", "concept__code"):
        held[attribute].append(code)
    values |= {name: sorted(held[name]) for name in CONCEPTS}
    for name in profile.not_applicable:
        if BY_NAME[name].chosen:
            values[name] = [*values[name], NOT_APPLICABLE]
    values[RATHER_NOT] = rather_not_parts(profile.rather_not, can=values["worktime"])
    return values


def typed_values(data: QueryDict) -> dict[str, list[str]]:
    """What was typed, in the same shape: the mark of *not recorded* is the lack of a value."""
    values = {name: data.getlist(name) for name in (*SINGLES, RATHER_NOT)}
    return values | {name: [code for code in data.getlist(name) if code != NOT_RECORDED] for name in CONCEPTS}


def _text(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
