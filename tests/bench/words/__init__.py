"""How well typed words are read: the matcher on words as employers type them.

Reads the project's own word lists without a database: every concept has a group, but of the
occupations only those with a line in the table of titles.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "profiles.settings")
django.setup()
