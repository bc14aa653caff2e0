"""Take people off the rows of a release: what the register says is hidden, the outside hides.

A row that several people share names none of them, so the outside only counts
how many to take off it; who stands on several cards is taken off each. A row of
twins that then falls under k the outside hides as a whole (`explorer.search.weights`).
The count is brought in line with the places that the register marks as hidden:
to repeat it changes nothing, and what was cut off half-way is finished by the
next who comes by.
"""

from collections import Counter
from collections.abc import Collection

from django.db.models import Q
from django.db.models.functions import Now

from explorer.release.models import Release, Withdrawal
from profiles.publication.models import Publication, ReleasedProfile

HIDDEN = Q(withdrawn_at__isnull=False) | Q(profile=None)


def conceal_place(*, profile_id: int) -> None:
    """Hide a person in every release that still exists; call it within `locks.switching`."""
    places = ReleasedProfile.objects.filter(profile_id=profile_id, row_numbers__len__gt=0)
    places.filter(withdrawn_at=None).update(withdrawn_at=Now())
    for place in places.select_related("publication"):
        withdraw_missing(publication=place.publication, rows=place.row_numbers)


def withdraw_missing(*, publication: Publication, rows: Collection[int] | None = None) -> None:
    """Take off the rows, all or these, what the register hides and the outside does not yet hide."""
    release = Release.objects.filter(number=publication.release_number).first()
    if release is None:
        return
    inside, outside = publication.released.filter(HIDDEN), release.withdrawals.all()
    if rows is not None:
        inside, outside = inside.filter(row_numbers__overlap=rows), outside.filter(profile_number__in=rows)
    stood = (row for numbers in inside.values_list("row_numbers", flat=True) for row in numbers)
    missing = Counter(row for row in stood if rows is None or row in rows)
    missing -= Counter(outside.values_list("profile_number", flat=True))
    Withdrawal.objects.bulk_create(
        Withdrawal(release=release, profile_number=row) for row in sorted(missing.elements())
    )
