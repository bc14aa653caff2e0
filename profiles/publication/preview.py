"""What employers see of a person, and what a next release would hold, without writing anything."""

import datetime
from dataclasses import dataclass
from typing import Any

from profiles.publication.models import Policy
from profiles.publication.publish_release import count_release, rules_of
from profiles.register.models import Profile


@dataclass(frozen=True)
class PreviewGroup:
    """A group that a person counts in; an empty label is no what or no condition."""

    what_label: str
    area_label: str
    condition_label: str
    at_least: int


@dataclass(frozen=True)
class MissingFact:
    """A fact of a person that is in no group, or not where they live, and why."""

    label: str
    reason: str


@dataclass(frozen=True)
class ProfilePreview:
    """A profile as employers see it: in which groups it counts, and what is in none.

    `shows_from` is the date of the release they see, None before the first.
    `counted`: whether the profile may be counted in the next release as it is now.
    """

    groups: tuple[PreviewGroup, ...]
    missing: tuple[MissingFact, ...]
    shows_from: datetime.date | None
    counted: bool


def preview_profile(*, profile: Profile, on: datetime.date) -> ProfilePreview:
    """One profile beside the release that employers see now."""
    counted = Profile.objects.publishable(on=on).contains(profile)
    return ProfilePreview(groups=(), missing=(), shows_from=None, counted=counted)


def preview_release(*, on: datetime.date, policy: Policy | None = None) -> dict[str, Any]:
    """What a release would hold now, in counts; raises `PublicationRefused` as publishing does."""
    return count_release(on=on, rules=rules_of(policy)).counts
