from contextlib import nullcontext
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string

from explorer.database.starting import problems


class Command(BaseCommand):
    help = "Say whether this site may start: tables, clock, keys, desk. For what runs before a worker."

    def handle(self, *args: Any, **options: Any) -> None:
        # Without a scope the register shows no rows.
        scope = import_string(settings.SYSTEM_SCOPE) if settings.SYSTEM_SCOPE else nullcontext
        with scope():
            found = list(problems())
        if found:
            raise CommandError("; ".join(found))
        self.stdout.write("ready")
