"""The public site as a WSGI application. It has read the release before it takes a request."""

import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "explorer.settings")

application = get_wsgi_application()

from django.conf import settings  # noqa: E402 - settings and models come first
from django.core.exceptions import ImproperlyConfigured  # noqa: E402
from django.db import Error, connections  # noqa: E402
from django.urls import get_resolver  # noqa: E402

from explorer.contact.desks import require_desk  # noqa: E402
from explorer.demand.collecting import collector  # noqa: E402
from explorer.search.current import current  # noqa: E402


def _warm_up() -> None:
    """Pages and words are in memory before workers part from this process, so that they share them."""
    _ = get_resolver().url_patterns
    try:
        current()
        if settings.DEPLOYED:
            require_desk()
    except ImproperlyConfigured as refusal:
        sys.exit(f"explorer: {refusal}")
    except Error:
        # Without its database the site starts all the same, and says that it has nothing to show yet.
        pass
    finally:
        # A connection cannot be shared.
        connections.close_all()


_warm_up()
collector.start()
