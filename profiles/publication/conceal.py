"""Take people off the rows of a release: what the register says is hidden, the outside hides.

A row that several people share names none of them, so the outside only counts
how many to take off it. The count is brought in line with the places that the
register marks as hidden: to repeat it changes nothing, and what was cut off
half-way is finished by the next who comes by.
"""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Q
from django.db.models.functions import Now

from explorer.release.models import Release, Withdrawal
from profiles.publication.models import Publication, ReleasedProfile

HIDDEN = Q(withdrawn_at__isnull=False) | Q(profile=None)


def conceal_place(*, profile_id: int) -> None:
    """Hide a person in every release that still exists; call it within `locks.switching`."""
    places = ReleasedProfile.objects.filter(profile_id=profile_id, row_number__isnull=False)
    places.filter(withdrawn_at=None).update(withdrawn_at=Now())
    for publication in Publication.objects.filter(released__in=places):
        rows = places.filter(publication=publication).values_list("row_number", flat=True)
        withdraw_missing(publication=publication, rows=rows)


def withdraw_missing(*, publication: Publication, rows: Iterable[int | None] | None = None) -> None:
    """Take off the rows, all or these, what the register hides and the outside does not yet hide."""
    release = Release.objects.filter(number=publication.release_number).first()
    if release is None:
        return
    inside = publication.released.filter(HIDDEN, row_number__isnull=False)
    outside = release.withdrawals.all()
    if rows is not None:
        chosen = [row for row in rows if row is not None]
        inside, outside = inside.filter(row_number__in=chosen), outside.filter(profile_number__in=chosen)
    missing = Counter(row for row in inside.values_list("row_number", flat=True) if row is not None)
    missing -= Counter(outside.values_list("profile_number", flat=True))
    Withdrawal.objects.bulk_create(
        Withdrawal(release=release, profile_number=row) for row in sorted(missing.elements())
    )
