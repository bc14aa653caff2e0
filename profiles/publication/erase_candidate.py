"""Erase a person: from the register and from its history.

The releases stay: no row of theirs is about anybody, and the next one counts
without the person. What cannot be reached is a backup: those are kept for
`BACKUP_TERM` at most, and after one is put back the erasures since it was made
are done again.
"""

import datetime

from django.contrib.admin.models import LogEntry
from django.db import DEFAULT_DB_ALIAS, connections, transaction

from explorer.release.models import Release
from profiles.publication.changed import without_person
from profiles.publication.models import Publication, SamplingSecret
from profiles.publication.withdraw import withdraw
from profiles.register.models import Candidate, Profile

BACKUP_TERM = datetime.timedelta(days=30)


def erase_candidate(*, candidate: Candidate, on: datetime.date) -> None:
    """Erase a person and everything that is kept of them. It can be repeated where it was cut off.

    First the person is off every list, then the person, the history and the fingerprints
    of the releases that counted the person go.
    """
    profile = Profile.objects.filter(candidate=candidate).first()
    if profile is not None:
        withdraw(profile=profile, on=on, objection=True)
    person, known_as = candidate.pk, profile.pk if profile else None
    with transaction.atomic(using=DEFAULT_DB_ALIAS):
        _forget_fingerprints(person)
        candidate.delete()
        _forget_in_log("candidate", person)
        _forget_in_log("profile", known_as)
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute("SELECT register_forget(%s, %s)", [person, known_as])


def _forget_fingerprints(person: int) -> None:
    secrets = SamplingSecret.objects.in_bulk()
    released = dict(Release.objects.values_list("number", "released_on"))
    for publication in Publication.objects.filter(release_number__in=released):
        secret = secrets.get(released[publication.release_number].year)
        if secret is not None and publication.fingerprints:
            publication.fingerprints = without_person(
                bytes(publication.fingerprints), candidate=person, secret=bytes.fromhex(secret.secret)
            )
            publication.save(update_fields=["fingerprints"])


def _forget_in_log(model: str, pk: int | None) -> None:
    entries = LogEntry.objects.filter(content_type__app_label="register", content_type__model=model)
    entries.filter(object_id=str(pk)).delete()
