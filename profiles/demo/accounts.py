"""The log-ins of the demo in words: who each of them is, and what to look at first."""

from django.conf import settings

from profiles.staff.demo_accounts import make_demo_accounts
from profiles.staff.models import StaffUser

Role = StaffUser.Role
HEADING = "Log in on the register as"
COLUMNS = ("", "name", "password", "look first at")
# The words of a role, and the menu item or page to begin with, as the pages call it.
ROLES = {
    Role.CASE_WORKER: ("case worker", "Werklijst: whose profile needs something today"),
    Role.DESK_ADVISER: ("desk adviser", "Kandidaten: everybody of the region"),
    Role.ADMIN: ("functional admin", "Beheer: lists, organisations, staff, policy"),
}
EMPLOYER = "An employer needs no log-in: choose a task on the start page, or search for “orderpicker”."


def log_ins() -> str:
    """Make the accounts and give back a table of them."""
    rows = [COLUMNS]
    for user, password in make_demo_accounts(passwords=settings.DEMO_PASSWORDS):
        role, first = ROLES[Role(user.role)]
        rows.append((role, user.username, password, first))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  " + "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)) for row in rows
    ]
    return "\n".join([HEADING, *(line.rstrip() for line in lines), "", EMPLOYER])
