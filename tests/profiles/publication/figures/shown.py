"""A release that is shown on a date, for figures that come with it; what is in it does not matter."""

import datetime

from explorer.release.models import Release
from profiles.publication.activate_release import activate_release
from profiles.publication.models import Publication
from tests.database import as_owner
from tests.factories.releases import pass_unseen, publish_groups


def show_release(on: datetime.date, *, number: int | None = None) -> Publication:
    """Show another release, or that with a number."""
    if number is None:
        number = publish_groups({(0, 1, 0): 5}, active=False).number
        with as_owner("explorer"):
            pass_unseen(Release.objects.get(number=number))
        Publication.objects.create(release_number=number, made_by="beheerder")
    activate_release(number=number, on=on)
    return Publication.objects.get(release_number=number)
