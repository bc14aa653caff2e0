"""How quick the search is, beside other ways to do the same. `python -m tests.bench.search --help` tells how.

Uses of the explorer what its pages use: it builds an index, reads a query string and answers it. Models
need settings, so Django is set up by importing this package: with those of the plain project that it
compares with, unless others were chosen.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.bench.search.plain.settings")
django.setup()
