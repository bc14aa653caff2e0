"""Erase a person: from sight, from the releases, from the register and from its history.

Erasure wins over the immutability of releases. What cannot be reached is a
backup: those are kept for `BACKUP_TERM` at most, and after one is put back the erasures
since it was made are done again (see the README).
"""

import datetime
from dataclasses import dataclass

from django.contrib.admin.models import LogEntry
from django.db import DEFAULT_DB_ALIAS, connections, transaction

from explorer.release.models import Release
from profiles.publication.activate_release import ActivationRefused
from profiles.publication.publish_release import PublicationRefused, publish_release
from profiles.publication.purge import purge_releases, releases_that_hold
from profiles.publication.repair_release import policy_of
from profiles.publication.withdraw import withdraw
from profiles.register.models import Candidate, Profile

BACKUP_TERM = datetime.timedelta(days=30)


@dataclass(frozen=True)
class Erased:
    """Which releases were purged, and the new one in their place, if one was needed and could be made."""

    purged: tuple[int, ...]
    published: int | None


def erase_candidate(*, candidate: Candidate, on: datetime.date, by: str = "") -> Erased:
    """Erase a person and everything that is kept of them. It can be repeated where it was cut off.

    First the person is hidden everywhere. If the active release holds them, a new
    one is made without; if that is refused nothing is shown until one can be made. Then the
    releases that hold them are purged whole, and at last the person and the history go.
    """
    profile = Profile.objects.filter(candidate=candidate).first()
    purged: list[int] = []
    published = None
    if profile is not None:
        withdraw(profile=profile, on=on, objection=True)
        published = _replace_active(releases_that_hold(profile), on, by)
        purged = purge_releases(releases_that_hold(profile))
    _forget(candidate, profile)
    return Erased(tuple(purged), published)


def _replace_active(holding: list[int], on: datetime.date, by: str) -> int | None:
    active = Release.objects.active()
    if active is None or active.number not in holding:
        return None
    try:
        return publish_release(on=on, policy=policy_of(active), by=by).release_number
    except (PublicationRefused, ActivationRefused):
        return None


def _forget(candidate: Candidate, profile: Profile | None) -> None:
    person, known_as = candidate.pk, profile.pk if profile else None
    with transaction.atomic(using=DEFAULT_DB_ALIAS):
        if profile is not None:
            # Who was held back stood on no row, but what was held back is written beside it.
            profile.released.all().delete()
        candidate.delete()
        _forget_in_log("candidate", person)
        _forget_in_log("profile", known_as)
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute("SELECT register_forget(%s, %s)", [person, known_as])


def _forget_in_log(model: str, pk: int | None) -> None:
    entries = LogEntry.objects.filter(content_type__app_label="register", content_type__model=model)
    entries.filter(object_id=str(pk)).delete()
