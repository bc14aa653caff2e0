#!/usr/bin/env python
"""Commands of both sites. The inside unless `--settings=explorer.settings` says otherwise."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from explorer.database.binaries import ServerError


def main() -> None:
    """Run one command; a fault of set-up is one line instead of a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "profiles.settings")
    command = next(iter(sys.argv[1:]), "")
    if command == "migrate":
        # Settings must know it before they are read.
        os.environ.setdefault("DATABASE_ROLE", "owner")
    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, ServerError) as error:
        sys.exit(f"{command}: {error}")


if __name__ == "__main__":
    main()
