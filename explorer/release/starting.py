"""A check before a site starts; see `explorer.database.starting`."""

from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from explorer.release.models import Release


def clock_is_right() -> None:
    """The clock is not behind what was released already. Raises `ImproperlyConfigured`."""
    release = Release.objects.active()
    today = timezone.localdate()
    if release and release.released_on > today:
        raise ImproperlyConfigured(
            f"the clock says {today}, and the visible release is of {release.released_on}: set the clock"
        )
