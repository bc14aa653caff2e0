"""Settings of a plain Django project: the models, the filters and the page that one would begin with."""

import os
from pathlib import Path

import dj_database_url

SECRET_KEY = "nothing is signed here"
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "tests.bench.search.plain.urls"
WSGI_APPLICATION = "tests.bench.search.plain.wsgi.application"
# The models of a release are there for the other engines.
INSTALLED_APPS = ["django.contrib.postgres", "django_filters", "explorer.release", "tests.bench.search.plain"]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent / "templates"],
    }
]
ADDRESS = os.environ.get("BENCH_DATABASE_URL")
DATABASES = {"default": {**dj_database_url.parse(ADDRESS, conn_max_age=60)}} if ADDRESS else {}
USE_TZ = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
