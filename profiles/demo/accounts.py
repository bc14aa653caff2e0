"""The log-ins of the demo in words: the role of each, and what to look at first."""

import hashlib

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import Permission

from profiles.access.rights import Role
from profiles.accounts.demo_codes import set_up_second_step
from profiles.staff.demo_accounts import DEMO_ACCOUNTS, make_demo_accounts
from profiles.staff.models import StaffUser

HEADING = "Log in on the register as"
COLUMNS = ("", "name", "password", "look first at")
# The words of a role, and the menu item or page to begin with, as the pages call it.
ROLES: dict[str, tuple[str, str]] = {
    Role.CASE_WORKER: ("case worker", "Werklijst: whose profile needs something today"),
    Role.DESK_ADVISER: ("desk adviser", "Aanvragen: what employers ask, and who fits"),
    Role.ADMIN: ("functional admin", "Medewerkers and Beheer: staff, lists, organisations, policy"),
    Role.PRIVACY_OFFICER: ("privacy officer", "Medewerkers: which rights were changed"),
}
EMPLOYER = "An employer needs no log-in: choose a task on the start page, or search for “orderpicker”."


def version() -> str:
    """Changes with the accounts, their rights and their passwords: then they are made or mended again."""
    names = [account.username for account in DEMO_ACCOUNTS]
    users = StaffUser.objects.filter(username__in=names).order_by("pk")
    rights = Permission.objects.filter(user__in=users).order_by("user", "pk").values_list("user", "pk")
    steps = Authenticator.objects.filter(user__in=users).order_by("user", "pk").values_list("user", "type")
    known = [DEMO_ACCOUNTS, settings.DEMO_PASSWORDS, settings.DEMO_SECOND_STEPS, list(rights), list(steps)]
    fields = ("username", "password", "role", "organisation", "is_active", "is_staff", "is_superuser")
    # Of the stored accounts too: one that was changed by hand is mended at the next start.
    return hashlib.sha256(repr([*known, *users.values_list(*fields)]).encode()).hexdigest()


def make_log_ins() -> None:
    """Make the accounts, or mend them. To look at a password is work on purpose: a second for all."""
    for user, _ in make_demo_accounts(passwords=settings.DEMO_PASSWORDS):
        set_up_second_step(user)


def log_ins() -> str:
    """A table of the accounts, and how to begin without one."""
    rows = [COLUMNS]
    for account in DEMO_ACCOUNTS:
        role, first = ROLES[account.role]
        rows.append((role, account.username, settings.DEMO_PASSWORDS[account.username], first))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True)) for row in rows]
    return "\n".join([HEADING, *(f"  {line.rstrip()}" for line in lines), "", EMPLOYER])
