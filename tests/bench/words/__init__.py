"""How well typed words are read: the matcher on words as employers type them.

Reads the project's own word lists without a site and without a database: every concept has a
group, but of the occupations only those with a line in the table of titles.
"""

import os

import django
from django.conf import settings

if not settings.configured and not os.environ.get("DJANGO_SETTINGS_MODULE"):
    settings.configure(INSTALLED_APPS=["explorer.release"], USE_TZ=True)
    django.setup()
