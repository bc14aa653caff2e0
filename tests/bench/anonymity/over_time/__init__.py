"""What it costs that two releases after each other keep the promise together: a year, month by month.

python -m tests.bench.anonymity.over_time --people 3386 --structure 0.45

Publishing settles a release beside the one before it, so it is that code that runs
here. It imports models, for which Django must know its settings; no database is asked.
"""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "profiles.settings")
django.setup()
