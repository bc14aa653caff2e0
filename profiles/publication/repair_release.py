"""After people were hidden: a new release where the rest of the active one became too few."""

import datetime

import numpy as np

from explorer.release.models import Release
from profiles.anonymisation.policy import PolicyError
from profiles.publication.models import Policy, Publication, ReleasedProfile
from profiles.publication.over_time.combinations import blocks, count_rare
from profiles.publication.over_time.predecessor import PEOPLE, read_release
from profiles.publication.publish_release import publish_release
from profiles.publication.words import words_of
from profiles.vocabulary.tree import load_tree


def repair_release(*, on: datetime.date, by: str = "") -> Publication | None:
    """Publish by the policy of the active release when it needs repair; None when it does not.

    Raises `PublicationRefused` as publishing does.
    """
    release = Release.objects.active()
    if release is None or not count_under_k(release, on=on):
        return None
    return publish_release(on=on, policy=policy_of(release), by=by)


def count_under_k(release: Release, *, on: datetime.date) -> int:
    """How many groups and combinations of facts fewer than k share since people of a release were hidden."""
    withdrawn = list(release.withdrawals.values_list("profile_number", flat=True))
    if not withdrawn:
        return 0
    if release.policy.get("mode", PEOPLE) == PEOPLE:
        return _rare_among_who_is_left(release, on)
    taken = np.bincount(withdrawn, minlength=release.profiles.count())
    people = np.array(release.profiles.order_by("number").values_list("people", flat=True))
    left = people - taken
    return int(((left > 0) & (left < release.policy["k"])).sum())


def policy_of(release: Release) -> Policy | None:
    """The policy by which a release was made, or None when it is gone: then the default serves."""
    for policy in Policy.objects.all():
        try:
            if policy.rules().to_json() == release.policy:
                return policy
        except PolicyError:
            continue
    return None


def _rare_among_who_is_left(release: Release, on: datetime.date) -> int:
    places = ReleasedProfile.objects.filter(
        publication__release_number=release.number, row_numbers__len=1, withdrawn_at=None
    )
    row_of = {pk: row for pk, row in places.values_list("profile", "row_numbers__0") if pk}
    told = read_release(release, words_of(load_tree(on=on)), row_of=row_of)
    rows = told.rows_of(row_of)
    under = 0
    for _, people in blocks(told.class_of(rows)):
        held = told.held_by(rows[people])
        facts = np.unique(held.indices)
        under += len(people) < told.k
        under += count_rare(held[:, facts].toarray() > 0, first=len(people), k=told.k, m=told.m)
    return under
