"""The public site as a WSGI application. It has its index before it takes a request."""

import os

from django.core.wsgi import get_wsgi_application

from explorer.demand.collecting import collector

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "explorer.settings")

application = get_wsgi_application()

from explorer.search.index.current import warm_up  # noqa: E402 - models need the application first

warm_up()
collector.start()
