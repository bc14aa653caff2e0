"""The public site as a WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

from explorer.demand.collecting import collector

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "explorer.settings")

application = get_wsgi_application()
collector.start()
