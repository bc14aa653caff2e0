"""How long the log of use is kept. The database itself refuses less than a year."""

from django.db import DEFAULT_DB_ALIAS, connections

LEAST_MONTHS = 12


def forget_use(*, months: int) -> int:
    """Take away what is older, with its alarms; returns how many uses. ValueError for less than a year."""
    if months < LEAST_MONTHS:
        raise ValueError(f"The log of use is kept for {LEAST_MONTHS} months at the least.")
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        # A function of the owner: the role of the site itself may delete nothing of the log.
        cursor.execute("SELECT access_forget_use(%s)", [months])
        return int(cursor.fetchone()[0])
