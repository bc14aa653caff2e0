"""The register as a WSGI application."""

import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "profiles.settings")

application = get_wsgi_application()

from django.conf import settings  # noqa: E402 - settings and models come first
from django.db import connections  # noqa: E402

from explorer.database.starting import problems  # noqa: E402
from profiles.access.scope import as_system  # noqa: E402


def _refuse_to_start() -> None:
    """End with one line where something must be mended first."""
    try:
        with as_system():
            for problem in problems():
                sys.exit(f"register: {problem}")
    finally:
        # A connection cannot be shared by the workers that part from this process.
        connections.close_all()


if settings.DEPLOYED:
    _refuse_to_start()
