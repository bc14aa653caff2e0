"""How long a confirmation lasts, as dates that a person can plan by."""

import datetime

from profiles.register.models.profile import oldest_confirmation

A_DAY = datetime.timedelta(days=1)


def fresh_until(*, confirmed_on: datetime.date) -> datetime.date:
    """The last day on which a confirmation of that day still counts."""
    day = confirmed_on
    # Counted forward by the rule itself: months have no fixed length, so it cannot be turned round.
    while oldest_confirmation(on=day + 28 * A_DAY) <= confirmed_on:
        day += 28 * A_DAY
    while oldest_confirmation(on=day + A_DAY) <= confirmed_on:
        day += A_DAY
    return day
