"""Make a release of what is publishable now, and show it."""

import datetime

from profiles.publication.models import Policy, Publication


class PublicationRefused(Exception):
    """No release was made and employers see what they saw; the message says why."""


def publish_release(
    *,
    on: datetime.date,
    policy: Policy | None = None,
    by: str = "",
    forced_because: str = "",
) -> Publication:
    """Publish by a policy, the default one unless another is given. Raises `PublicationRefused`."""
    raise PublicationRefused("not written yet")
