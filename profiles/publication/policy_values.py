"""The fields of a policy as values of JSON, as a proposal keeps them."""

from collections.abc import Iterator, Mapping
from typing import Any

from profiles.configuration.changes import FieldChange, in_words
from profiles.publication.models import Policy

FIELDS = (
    *("name", "k", "sampling_rate", "shapes", "least_days", "least_changed"),
    *("figures_threshold", "figures_days", "figures_by_organisation_months", "is_default"),
)


def values_of(policy: Policy) -> dict[str, Any]:
    """All that a proposal can change."""
    return {name: getattr(policy, name) for name in FIELDS}


def policy_of(values: Mapping[str, Any]) -> Policy:
    """An unsaved policy with these values."""
    return Policy(**{name: values[name] for name in FIELDS})


def differences(former: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[FieldChange]:
    """What a proposal changes, in words; of a new policy everything."""
    before, after = (policy_of(values) if values else None for values in (former, new))
    for name in FIELDS:
        if former.get(name) != new.get(name):
            field: Any = Policy._meta.get_field(name)
            old, now = (in_words(field, row) if row else "–" for row in (before, after))
            yield FieldChange(name, str(field.verbose_name), old, now)
