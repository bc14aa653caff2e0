"""Commands act as the system, and say so by their class."""

import gc
from functools import cache
from typing import Any

from django.core.management.base import BaseCommand

from profiles.access.scope import as_system

# What was loaded stays until the end: going through it again and again took a sixth of an import. Once a
# process, since a worker runs many commands, and would keep what each of them left behind.
_freeze_once = cache(gc.freeze)


class SystemCommand(BaseCommand):
    """A command that is about people of all organisations: the database shows it all of them."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        _freeze_once()
        with as_system():
            return super().execute(*args, **options)
