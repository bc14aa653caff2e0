"""The people of the register in the Django admin: behind the same access and the same log as the pages."""

from profiles.staff.admin import (
    accounts,
    candidates,
    erasing,
    history,
    jobs,
    logs,
    mails,
    organisations,
    profiles,
    suppliers,
)

__all__ = [
    "accounts",
    "candidates",
    "erasing",
    "history",
    "jobs",
    "logs",
    "mails",
    "organisations",
    "profiles",
    "suppliers",
]
