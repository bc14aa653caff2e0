"""The public site as a WSGI application. It has read the release before it takes a request."""

import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "explorer.settings")

application = get_wsgi_application()

from django.conf import settings  # noqa: E402 - settings and models come first
from django.db import Error, connections  # noqa: E402
from django.urls import get_resolver  # noqa: E402

from explorer.database.starting import problems  # noqa: E402
from explorer.demand.collecting import collector  # noqa: E402
from explorer.search.current import current  # noqa: E402


def _warm_up() -> None:
    """Pages and words are in memory before workers part from this process, so that they share them."""
    _ = get_resolver().url_patterns
    try:
        if settings.DEPLOYED:
            for problem in problems():
                sys.exit(f"explorer: {problem}")
        current()
    except Error:
        # Without its database the site starts all the same, and says that it has nothing to show yet.
        pass
    finally:
        # A connection cannot be shared.
        connections.close_all()


_warm_up()
collector.start()
