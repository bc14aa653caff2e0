"""Remove releases whole: the rows outside, and inside the key that says who stood where.

What stays of a purged release is its publication: who made it when, by which
policy, and the figures of its report. None of that is about anybody.
"""

from collections.abc import Iterable

from explorer.release.models import Release
from profiles.publication import locks
from profiles.publication.models import Publication, ReleasedProfile
from profiles.register.models import Profile


def purge_releases(numbers: Iterable[int]) -> list[int]:
    """Purge these releases, also the active one, and give back which.

    The outside goes first. Cut off before the key is gone, the next purge of any finishes it.
    """
    chosen = sorted(set(numbers))
    with locks.switching():
        with locks.outside():
            Release.objects.filter(number__in=chosen).delete()
        there = list(Release.objects.values_list("number", flat=True))
        gone = Publication.objects.exclude(release_number__in=there)
        ReleasedProfile.objects.filter(publication__in=gone).delete()
    return chosen


def purge_all_but_two(*, before: int | None) -> list[int]:
    """Keep the active release and the one `before` it, or else the newest of the others; purge the rest."""
    active = Release.objects.active()
    if active is None:
        return []
    others = Release.objects.exclude(number=active.number).order_by("-number")
    former = (others.filter(number=before).first() if before else None) or others.first()
    kept = {active.number, former.number if former else active.number}
    return purge_releases(Release.objects.exclude(number__in=kept).values_list("number", flat=True))


def releases_that_hold(profile: Profile) -> list[int]:
    """Numbers of the releases in which a person stands on a row, shown or hidden."""
    places = profile.released.filter(row_numbers__len__gt=0)
    return list(places.values_list("publication__release_number", flat=True))
