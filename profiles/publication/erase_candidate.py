"""Erase a person: from the register and from its history.

The releases stay: no row of theirs is about one person, and the next one counts
without the person. What cannot be reached is a backup: those are kept for
`BACKUP_TERM` at most, and after one is put back the erasures since it was made
are done again.
"""

import datetime
from typing import Any

from django.contrib.admin.models import LogEntry
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from explorer.release.models import Release
from profiles.access.log_of_use import Action, log_use
from profiles.publication.changed import without_person
from profiles.publication.erasure_rows import rows_of
from profiles.publication.models import Erasure, Publication, SamplingSecret
from profiles.publication.withdraw import withdraw
from profiles.register.models import Candidate, Profile

BACKUP_TERM = datetime.timedelta(days=30)


class ErasureRefused(Exception):
    """No person was erased; the message says why."""


def erase_candidate(
    *, candidate: Candidate, on: datetime.date, proof: Erasure | None = None, by: Any = None
) -> None:
    """Erase a person and everything that is kept of them. It can be repeated where it was cut off.

    First the person is off every list, then the person, the history and the fingerprints
    of the releases that counted the person go. With a `proof` that was asked for it is closed by
    `by` in the same transaction, and raises `ErasureRefused` where it is closed already.
    """
    profile = Profile.objects.filter(candidate=candidate).first()
    # First off the lists, in a transaction of its own: that must not wait for the rest.
    if profile is not None:
        withdraw(profile=profile, on=on, objection=True)
    person, known_as = candidate.pk, profile.pk if profile else None
    with transaction.atomic(using=DEFAULT_DB_ALIAS):
        # Counted before they go: the proof says how many there were.
        rows = rows_of(candidate)
        open_proof = _open(proof) if proof else None
        log_use(
            action=Action.ERASE, objects=[candidate], actor=by, why=open_proof.reason if open_proof else ""
        )
        # A fingerprint is keyed by the secret of its year; of a year without one nothing can be found.
        secrets = SamplingSecret.objects.in_bulk()
        released = dict(Release.objects.values_list("number", "released_on"))
        for publication in Publication.objects.filter(release_number__in=released):
            secret = secrets.get(released[publication.release_number].year)
            if secret is not None and publication.fingerprints:
                publication.fingerprints = without_person(
                    bytes(publication.fingerprints), candidate=person, secret=bytes.fromhex(secret.secret)
                )
                publication.save(update_fields=["fingerprints"])
        candidate.delete()
        _forget_in_log("candidate", person)
        _forget_in_log("profile", known_as)
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            # After the rows: the function refuses while the person still exists.
            cursor.execute("SELECT register_forget(%s, %s)", [person, known_as])
        if open_proof:
            open_proof.candidate, open_proof.rows = None, rows
            open_proof.state, open_proof.ended_by = Erasure.State.DONE, by
            open_proof.ended_at = timezone.now()
            open_proof.save()


def _open(proof: Erasure) -> Erasure:
    """The proof, locked until the transaction ends."""
    current = Erasure.objects.select_for_update().get(pk=proof.pk)
    if current.state != Erasure.State.ASKED:
        raise ErasureRefused(_("Dit is al afgehandeld: %(state)s.") % {"state": current.get_state_display()})
    return current


def _forget_in_log(model: str, pk: int | None) -> None:
    # The log of Django's admin keeps a name for each row that it mentions.
    entries = LogEntry.objects.filter(content_type__app_label="register", content_type__model=model)
    entries.filter(object_id=str(pk)).delete()
