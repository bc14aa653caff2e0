"""Commands act as the system, and say so by their class."""

from typing import Any

from django.core.management.base import BaseCommand

from profiles.access.scope import as_system


class SystemCommand(BaseCommand):
    """A command that is about people of all organisations: the database shows it all of them."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        with as_system():
            return super().execute(*args, **options)
