"""Remove releases whole: the rows outside, and inside the fingerprints of the people counted.

What stays of a purged release is its publication: its maker, date and
policy, and the figures of its report. None of that is personal data.
"""

from collections.abc import Iterable

from explorer.release.models import Release
from profiles.publication import locks
from profiles.publication.models import Publication, SamplingSecret


def purge_releases(numbers: Iterable[int]) -> list[int]:
    """Purge these releases and give back which. Secrets go of years of which no release is left.

    The outside goes first. Cut off before the fingerprints are gone, the next purge of any finishes it.
    """
    chosen = sorted(set(numbers))
    with locks.switching():
        with locks.outside():
            Release.objects.filter(number__in=chosen).delete()
        there = dict(Release.objects.values_list("number", "released_on"))
        Publication.objects.exclude(release_number__in=there).update(fingerprints=b"")
        if there:
            # The secret of this year stays: the next release is made by it.
            newest = max(on.year for on in there.values())
            kept = {on.year for on in there.values()}
            SamplingSecret.objects.filter(year__lt=newest).exclude(year__in=kept).delete()
    return chosen


def purge_all_but_two(*, before: int | None) -> list[int]:
    """Keep the active release and the one `before` it, or else the newest of the others; purge the rest."""
    active = Release.objects.active()
    if active is None:
        return []
    others = Release.objects.exclude(number=active.number).order_by("-number")
    # The one that was shown before, to roll back to; not merely the newest, which may have been refused.
    former = (others.filter(number=before).first() if before else None) or others.first()
    kept = {active.number, former.number if former else active.number}
    return purge_releases(Release.objects.exclude(number__in=kept).values_list("number", flat=True))
