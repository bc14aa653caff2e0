"""The people of the register in the Django admin: behind the same access and the same log as the pages."""

from profiles.staff.admin import accounts, candidates, history, logs, profiles

__all__ = ["accounts", "candidates", "history", "logs", "profiles"]
