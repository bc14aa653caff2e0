"""After a change of a case is committed: bring it outside at once. What cannot be done now the job does."""

import logging

from django.db import DatabaseError
from django.utils import timezone

from profiles.access.scope import as_system
from profiles.desk.close_case import settle_placements
from profiles.desk.send_acts import send_acts

logger = logging.getLogger(__name__)


def bring_outside(number: str) -> None:
    """Of one case: what the employer reads, and the profiles of placed people."""
    try:
        settle_placements(on=timezone.localdate(), number=number)
        with as_system():  # a case may have gone to another region
            send_acts(at=timezone.now(), number=number)
    except DatabaseError as error:
        # What the user did is kept inside; the outside is tried again each minute.
        logger.warning("Case %s is not outside yet: %s.", number, type(error).__name__)
